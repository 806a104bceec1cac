using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Vault;
using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Tests.Credentials.Vault;

/// <summary>How one signs in at Vault, and what is said when it does not answer.</summary>
public sealed class VaultCredentialStoreTests : IAsyncLifetime
{
    private static readonly CredentialName s_name = new("llm", "openai");

    private readonly VaultStandIn _vault = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _vault.StartAsync();

    public ValueTask DisposeAsync() => _vault.DisposeAsync();

    [Fact]
    public async Task A_role_signs_in_once_and_its_token_is_renewed_at_half_of_its_time()
    {
        using var store = _vault.Open(_vault.Options(role: true), _time);
        await store.SetAsync(s_name, "one", Token);
        await store.GetAsync(s_name, Token);
        _vault.Tokens["CANARY-role-token-1"].ShouldBe(0);

        _time.Advance(TimeSpan.FromMinutes(31));
        await store.GetAsync(s_name, Token);

        _vault.Tokens["CANARY-role-token-1"].ShouldBe(1);
        _vault.Tokens.ShouldNotContainKey("CANARY-role-token-2");
    }

    [Fact]
    public async Task A_role_signs_in_again_when_its_time_is_over_or_its_token_was_revoked()
    {
        using var store = _vault.Open(_vault.Options(role: true), _time);
        await store.SetAsync(s_name, "one", Token);
        _time.Advance(TimeSpan.FromHours(2));
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
        _vault.Tokens.ShouldContainKey("CANARY-role-token-2");

        _vault.Tokens.Remove("CANARY-role-token-2");
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
        _vault.Tokens.ShouldContainKey("CANARY-role-token-3");
    }

    [Fact]
    public async Task A_version_that_goes_by_itself_is_there_until_its_time()
    {
        _vault.Time = _time;
        _vault.DeleteVersionAfter = TimeSpan.FromHours(8);
        using var store = _vault.Open(time: _time);
        await store.SetAsync(s_name, "one", Token);

        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
        (await store.ListAsync("llm", Token)).Count.ShouldBe(1);
        (await store.ListVersionsAsync(s_name, Token)).Single().IsDeleted.ShouldBeFalse();
        (await store.RecoverAsync(s_name, Token)).ShouldBeFalse();

        _time.Advance(TimeSpan.FromHours(9));
        (await store.GetAsync(s_name, Token)).ShouldBeNull();
        (await store.ListVersionsAsync(s_name, Token)).Single().IsDeleted.ShouldBeTrue();
        (await store.RecoverAsync(s_name, Token)).ShouldBeTrue();
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task Whether_something_is_deleted_goes_by_the_clock_of_the_server(int minutes)
    {
        _time.Advance(TimeSpan.FromMinutes(10 + minutes));
        _vault.Time = _time;
        var ours = new ManualTime();
        ours.Advance(TimeSpan.FromMinutes(10));
        using var store = _vault.Open(time: ours);
        await store.SetAsync(s_name, "one", Token);
        await store.DeleteAsync(s_name, Token);
        (await store.ListVersionsAsync(s_name, Token)).Single().IsDeleted.ShouldBeTrue();
        (await store.RecoverAsync(s_name, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_policy_refuses_is_an_answer_and_no_reason_to_sign_in_again()
    {
        using var store = _vault.Open(_vault.Options(role: true), _time);
        _vault.Forbidden.Add("/llm/openai");
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<CredentialRefusedException>(async () => await store.GetAsync(s_name, Token));
            await Should.ThrowAsync<CredentialRefusedException>(async () => await store.SetAsync(s_name, "x", Token));
        }

        _vault.Logins.ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_that_does_not_list_is_no_outage_and_a_token_that_is_none_is()
    {
        using var store = _vault.Open();
        _vault.Forbidden.Add("/metadata/flex");
        await store.ProbeAsync(Token);
        _vault.Tokens.Clear();
        await Should.ThrowAsync<CredentialRefusedException>(async () => await store.ProbeAsync(Token));
    }

    [Theory]
    [InlineData(false, 403)]
    [InlineData(false, 429)]
    [InlineData(true, 503)]
    public async Task A_token_that_cannot_be_renewed_is_used_to_its_end(bool role, int status)
    {
        _vault.Failures["/renew-self"] = status;
        using var store = _vault.Open(_vault.Options(role), _time);
        await store.SetAsync(s_name, "one", Token);
        _vault.Failures["/login"] = status;
        foreach (var minutes in (int[])[31, 20, 8])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
        }

        _vault.Failures.Clear();
        _time.Advance(TimeSpan.FromSeconds(45));
        await store.GetAsync(s_name, Token);
        _vault.Tokens[role ? "CANARY-role-token-1" : "CANARY-root-token"].ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_may_not_ask_after_itself_serves()
    {
        _vault.Forbidden.Add("/lookup-self");
        using var store = _vault.Open(time: _time);
        await store.SetAsync(s_name, "one", Token);
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
    }

    [Fact]
    public async Task What_has_no_text_in_its_field_is_refused_by_name_and_no_outage()
    {
        using var store = _vault.Open();
        await store.SetAsync(s_name, "one", Token);
        var options = _vault.Options();
        options.Field = "password";
        using var other = _vault.Open(options);
        (await Should.ThrowAsync<CredentialRefusedException>(async () => await other.GetAsync(s_name, Token))).Message.ShouldContain("'password'");
    }

    [Fact]
    public async Task A_token_of_the_settings_is_renewed_as_well()
    {
        using var store = _vault.Open(time: _time);
        await store.SetAsync(s_name, "one", Token);
        _time.Advance(TimeSpan.FromMinutes(31));
        await store.GetAsync(s_name, Token);
        _vault.Tokens["CANARY-root-token"].ShouldBe(1);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_tells_its_status_and_no_secret(int status)
    {
        using var store = _vault.Open();
        await store.SetAsync(s_name, "CANARY-value", Token);
        _vault.Failure = status;
        var error = await Should.ThrowAsync<VaultRequestException>(async () => await store.GetAsync(s_name, Token));
        error.Message.ShouldContain(status.ToString());
        error.ToString().ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task The_doctor_says_what_is_wrong()
    {
        (await ExamineAsync(_vault.Options())).ShouldAllBe(static check => check.Status == CheckStatus.Ok);

        var wrong = _vault.Options();
        wrong.Token = "CANARY-wrong";
        var checks = await ExamineAsync(wrong);
        var permissions = checks.Single(static check => check.Name == CheckNames.Permissions);
        permissions.Status.ShouldBe(CheckStatus.Failure);
        string.Join(' ', checks).ShouldNotContain("CANARY");

        _vault.IsSealed = true;
        (await ExamineAsync(_vault.Options())).ShouldContain(static check => check.Name == "sealed" && check.Status == CheckStatus.Failure);
    }

    private async Task<IReadOnlyList<Check>> ExamineAsync(VaultOptions options)
    {
        var checks = new CheckList();
        using var store = _vault.Open(options);
        await store.CheckAsync(checks, Token);
        return checks.All;
    }
}
