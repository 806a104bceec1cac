using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Tests.Data;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>Starts and readiness of a strict process whose vault is away, with the local copy and without.</summary>
public sealed class CredentialStartTests : IAsyncLifetime
{
    private static readonly CredentialName s_name = new("llm", "openai");

    private readonly KeyVaultStandIn _vault = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_folder.Path, "copy.key");

    private string CopyFolder => Path.Combine(_folder.Path, "credentials-copy");

    public async ValueTask InitializeAsync()
    {
        await _vault.StartAsync();
        await File.WriteAllTextAsync(KeyFile, Convert.ToBase64String(new byte[32]), Token);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _vault.DisposeAsync();
    }

    [Fact]
    public async Task An_instance_stays_ready_while_the_copy_serves()
    {
        using var host = Build();
        await host.StartAsync(Token);
        var store = host.Services.GetRequiredService<ICredentialStore>();
        await store.SetAsync(s_name, "kept", Token);
        var chain = host.Services.GetRequiredService<ProviderChain<ICredentialStore>>();
        var reporter = host.Services.GetRequiredService<HealthReporter>();

        _vault.Failure = 503;
        await Until.TrueAsync(() => chain.Active is null, "the vault is known to be away");
        reporter.IsReady.ShouldBeTrue();
        reporter.Report(withDetails: true).Layers.Single().Active.ShouldBe("copy");
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("kept");

        _vault.Failure = null;
        await Until.TrueAsync(() => !chain.IsDegraded, "the vault is back");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_start_goes_on_with_a_copy_that_holds_something()
    {
        await KeepAsync();
        _vault.Failure = 503;
        using var host = Build();
        await host.StartAsync(Token);
        (await host.Services.GetRequiredService<ICredentialStore>().GetAsync(s_name, Token))!.Secret.ShouldBe("kept");
        host.Services.GetRequiredService<HealthReporter>().IsReady.ShouldBeTrue();
        await host.StopAsync(Token);
        await DoctorSaysAsync(wouldStart: true);
    }

    [Fact]
    public async Task A_start_with_an_empty_copy_stops()
    {
        _vault.Failure = 503;
        using var host = Build();
        (await Should.ThrowAsync<SettingsException>(() => host.StartAsync(Token))).Message.ShouldContain("stand-in does not answer");
        await DoctorSaysAsync(wouldStart: false);
    }

    [Fact]
    public async Task A_start_with_a_copy_of_another_key_stops()
    {
        await KeepAsync();
        _vault.Failure = 503;
        await File.WriteAllTextAsync(KeyFile, Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]), Token);
        using var host = Build();
        await Should.ThrowAsync<SettingsException>(() => host.StartAsync(Token));
    }

    [Fact]
    public async Task A_vault_that_refuses_is_not_away_whatever_the_copy_holds()
    {
        await KeepAsync();
        using (var host = Build())
        {
            await host.StartAsync(Token);
            var chain = host.Services.GetRequiredService<ProviderChain<ICredentialStore>>();
            _vault.Failure = 401;
            await Until.TrueAsync(() => chain.Active is null, "the vault takes nothing from us");
            host.Services.GetRequiredService<HealthReporter>().IsReady.ShouldBeFalse();
            await Should.ThrowAsync<CredentialRefusedException>(async () => await host.Services.GetRequiredService<ICredentialStore>().GetAsync(s_name, Token));
            await host.StopAsync(Token);
        }

        using var next = Build();
        (await Should.ThrowAsync<SettingsException>(() => next.StartAsync(Token))).Message.ShouldContain("401");
    }

    [Fact]
    public async Task Without_a_key_for_it_there_is_no_copy_and_nothing_is_written()
    {
        using var host = Build(withKey: false);
        await host.StartAsync(Token);
        await host.Services.GetRequiredService<ICredentialStore>().SetAsync(s_name, "x", Token);
        host.Services.GetRequiredService<ProviderChain<ICredentialStore>>().StandIn.ShouldBeNull();
        await host.StopAsync(Token);
        Directory.Exists(CopyFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_copy_that_is_asked_for_needs_a_key()
    {
        using var host = Build(withKey: false, ("Layers:Credentials:Copy:Enabled", "true"));
        (await Should.ThrowAsync<SettingsException>(() => host.StartAsync(Token))).Message.ShouldContain("Layers:Credentials:Copy:KeyFile");
    }

    [Fact]
    public async Task What_is_sealed_on_this_machine_has_no_copy_beside_it()
    {
        using var host = Build(withKey: true, ("Layers:Credentials:Chain", "sealed-here"));
        await host.StartAsync(Token);
        await host.Services.GetRequiredService<ICredentialStore>().SetAsync(s_name, "x", Token);
        await host.StopAsync(Token);
        Directory.Exists(CopyFolder).ShouldBeFalse();
    }

    private async Task KeepAsync()
    {
        using var host = Build();
        await host.Services.GetRequiredService<ICredentialStore>().SetAsync(s_name, "kept", Token);
    }

    private async Task DoctorSaysAsync(bool wouldStart)
    {
        using var host = Build();
        (await host.Services.GetServices<IServiceVerb>().OfType<DoctorVerb>().Single().RunAsync([], TextWriter.Null, Token)).ShouldBe(wouldStart ? 0 : LayerStartup.ExitCode);
    }

    private IHost Build(bool withKey = true, params (string Name, string Value)[] settings) => CredentialsBehindVault.CreateBuilder(
        _vault,
        _folder.Path,
        TimeProvider.System,
        [
            ("Deployment:Mode", "hybrid"), ("Layers:Credentials:Memory:Lifetime", "00:00:00"), ("Layers:Credentials:Circuit:ProbeInterval", "00:00:00.020"),
            .. withKey ? [("Layers:Credentials:Copy:KeyFile", KeyFile)] : Array.Empty<(string, string)>(), .. settings,
        ]).Build();
}
