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
        await Should.ThrowAsync<VaultRequestException>(async () => await store.GetAsync(s_name, Token));
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("one");
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
