using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Tests.Data;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>Key Vault throttles or is away: reads go on from the encrypted local copy, with their age, until it is too old.</summary>
public sealed class CredentialCopyTests : IAsyncLifetime
{
    private static readonly CredentialName s_name = new("llm", "openai");

    private readonly KeyVaultStandIn _vault = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _vault.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _vault.DisposeAsync();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Reads_go_on_from_the_copy_with_their_age_and_stop_when_it_is_too_old(int status)
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        await store.SetAsync(s_name, "CANARY", Token);
        var written = _time.GetUtcNow();
        _vault.Failure = status;

        _time.Advance(TimeSpan.FromMinutes(30));
        var known = (await store.GetAsync(s_name, Token))!;
        (known.Secret, known.Info.Version, known.AsOf).ShouldBe(("CANARY", 1, written));

        _time.Advance(TimeSpan.FromMinutes(31));
        var error = await Should.ThrowAsync<LayerUnavailableException>(async () => await store.GetAsync(s_name, Token));
        error.Message.ShouldContain("Layers:Credentials:Copy:MaxAge allows 0.01:00:00");
        error.ToString().ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task The_next_process_reads_the_copy_of_the_one_before()
    {
        await using (var first = Create())
        {
            await first.GetRequiredService<ICredentialStore>().SetAsync(s_name, "kept", Token);
        }

        _vault.Failure = 503;
        await using var services = Create();
        (await services.GetRequiredService<ICredentialStore>().GetAsync(s_name, Token))!.Secret.ShouldBe("kept");
    }

    [Fact]
    public async Task A_response_says_that_it_came_from_the_copy()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        await store.SetAsync(s_name, "x", Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        _vault.Failure = 503;
        var noted = Degradation.Begin();
        await store.GetAsync(s_name, Token);
        noted.ToHeader().ShouldBe("credentials=copy");
    }

    [Fact]
    public async Task Writes_are_refused_while_the_vault_is_away()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        _vault.Failure = 503;
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.SetAsync(s_name, "x", Token));
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.DeleteAsync(s_name, Token));
    }

    [Fact]
    public async Task What_was_deleted_does_not_come_back_from_the_copy()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        await store.SetAsync(s_name, "x", Token);
        await store.DeleteAsync(s_name, Token);
        _vault.Failure = 503;
        (await Should.ThrowAsync<LayerUnavailableException>(async () => await store.GetAsync(s_name, Token))).Message.ShouldContain("There is no local copy");
    }

    [Fact]
    public async Task A_read_that_a_deletion_overtakes_brings_nothing_back()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        _vault.Put("llm--openai", "CANARY");
        await store.ListVersionsAsync(s_name, Token);
        var sent = new TaskCompletionSource();
        _vault.HoldNext(sent.Task);
        var reading = store.GetAsync(s_name, Token).AsTask();
        await Until.TrueAsync(() => _vault.IsHolding, "the answer is made");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await store.DeleteAsync(s_name, Token)).ShouldBeTrue();
        sent.SetResult();
        (await reading)!.Secret.ShouldBe("CANARY");

        (await store.GetAsync(s_name, Token)).ShouldBeNull("memory");
        _vault.Failure = 503;
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.GetAsync(s_name, Token), "copy");

        _vault.Failure = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await store.SetAsync(s_name, "next", Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        _vault.Failure = 503;
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("next");
    }

    [Fact]
    public async Task What_the_vault_refuses_neither_the_copy_gives_nor_a_circuit_counts()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        var other = new CredentialName("llm", "other");
        await store.SetAsync(s_name, "x", Token);
        await store.SetAsync(other, "y", Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        _vault.Forbidden.Add("llm--openai");
        for (var i = 0; i < 10; i++)
        {
            await Should.ThrowAsync<CredentialRefusedException>(async () => await store.GetAsync(s_name, Token));
        }

        (await store.GetAsync(other, Token))!.AsOf.ShouldBeNull();
        _vault.Failure = 503;
        (await Should.ThrowAsync<LayerUnavailableException>(async () => await store.GetAsync(s_name, Token))).Message.ShouldContain("There is no local copy");
    }

    [Fact]
    public async Task Memory_holds_so_many_and_the_first_one_goes()
    {
        await using var services = CredentialsBehindVault.CreateBuilder(_vault, _folder.Path, _time, ("Layers:Credentials:Memory:Entries", "3")).Services.BuildServiceProvider();
        var store = services.GetRequiredService<ICredentialStore>();
        var names = Enumerable.Range(0, 4).Select(static number => new CredentialName("n", $"k{number}")).ToList();
        foreach (var name in names)
        {
            await store.SetAsync(name, name.Name, Token);
        }

        var asked = _vault.Requests;
        foreach (var name in names.Skip(1))
        {
            (await store.GetAsync(name, Token))!.Secret.ShouldBe(name.Name);
        }

        _vault.Requests.ShouldBe(asked, "three are in memory");
        (await store.GetAsync(names[0], Token))!.Secret.ShouldBe("k0");
        _vault.Requests.ShouldBeGreaterThan(asked);
    }

    [Fact]
    public async Task An_answer_that_was_overtaken_takes_the_place_of_nothing_newer()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        using var other = _vault.Open();
        await other.SetAsync(s_name, "first", Token);
        await store.ListVersionsAsync(s_name, Token);
        var sent = new TaskCompletionSource();
        _vault.HoldNext(sent.Task);
        var reading = store.GetAsync(s_name, Token).AsTask();
        await Until.TrueAsync(() => _vault.IsHolding, "the answer is made");
        await store.SetAsync(s_name, "second", Token);
        sent.SetResult();
        (await reading)!.Secret.ShouldBe("first");

        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("second");
        _time.Advance(TimeSpan.FromSeconds(31));
        _vault.Failure = 503;
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("second");
    }

    [Fact]
    public async Task A_value_is_taken_from_memory_until_its_time_is_over()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        _vault.Put("llm--openai", "first");
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("first");
        var asked = _vault.Requests;
        _vault.Put("llm--openai", "second");
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("first");
        _vault.Requests.ShouldBe(asked);

        _time.Advance(TimeSpan.FromSeconds(31));
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("second");
    }

    private ServiceProvider Create() => CredentialsBehindVault.CreateBuilder(_vault, _folder.Path, _time).Services.BuildServiceProvider();
}
