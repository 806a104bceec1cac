using System.Text.Json;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Schemas;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Layers.Tests.Credentials.AwsKms;
using DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;
using DeploymentFlex.Layers.Tests.Credentials.Vault;
using DeploymentFlex.Layers.Tests.Data;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>
/// A secret in every provider, then errors of every kind: it, and what one signs in with, is in nothing that leaves the
/// process and in no file in clear.
/// </summary>
public sealed class SecrecyTests : IAsyncDisposable
{
    private const string Canary = "CANARY-9f1c";
    private const string Variable = "CREDENTIAL__llm__openai";

    private static readonly CredentialName s_name = new("llm", "openai");

    private readonly TemporaryFolder _folder = new();
    private readonly MessageCollector _log = new();
    private readonly List<string> _said = [];
    private StandIn? _standIn;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Dispose();
        await (_standIn?.DisposeAsync() ?? default);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("database")]
    [InlineData("vault")]
    [InlineData("azure-key-vault")]
    [InlineData("aws-kms")]
    [InlineData("environment")]
    public async Task A_secret_shows_nowhere_whatever_goes_wrong(string provider)
    {
        using var signals = new SignalRecorder();
        await using var services = await CreateAsync(provider);
        var store = services.GetRequiredService<ICredentialStore>();
        await PutAsync(provider, store);
        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe(Canary);

        await ProvokeAsync(services, store);
        _said.ShouldNotBeEmpty("nothing went wrong");

        string.Join('\n', _said).ShouldNotContain("CANARY");
        string.Join('\n', _log.All).ShouldNotContain("CANARY");
        string.Join('\n', signals.All).ShouldNotContain("CANARY");
        File.ReadAllText("/proc/self/cmdline").ShouldNotContain("CANARY");
        foreach (var path in Files())
        {
            (await ReadAsync(path)).ShouldNotContain("CANARY", customMessage: path);
        }
    }

    private static async Task PutAsync(string provider, ICredentialStore store)
    {
        if (provider is "environment")
        {
            Environment.SetEnvironmentVariable(Variable, Canary);
            return;
        }

        await store.SetAsync(s_name, Canary, Token);
        await store.SetAsync(s_name, Canary, Token);
    }

    private async Task ProvokeAsync(ServiceProvider services, ICredentialStore store)
    {
        var chain = services.GetRequiredService<ProviderChain<ICredentialStore>>();
        await FailAsync(async () => await store.SetAsync(new CredentialName("no name", "at/all"), Canary, Token));
        if (_standIn is not null)
        {
            foreach (var status in new[] { 400, 401, 403, 429, 500, 503 })
            {
                _standIn.Failure = status;
                await FailAsync(async () => await chain.Primary.SetAsync(s_name, Canary, Token));
                await FailAsync(async () => await chain.Primary.GetAsync(s_name, Token));
            }
        }

        foreach (var path in Files())
        {
            if (path.EndsWith(".key", StringComparison.Ordinal) || path.EndsWith(".sealed", StringComparison.Ordinal))
            {
                var bytes = await File.ReadAllBytesAsync(path, Token);
                await File.WriteAllBytesAsync(path, [.. bytes[..(bytes.Length / 2)], 1, 2, 3], Token);
            }
        }

        for (var i = 0; i < 6; i++)
        {
            await FailAsync(async () => await store.SetAsync(s_name, Canary, Token));
            await FailAsync(async () => await store.GetVersionAsync(s_name, 1, Token));
        }

        _said.Add(JsonSerializer.Serialize(services.GetRequiredService<HealthReporter>().Report(withDetails: true), HealthJson.Default.HealthReport));
        var doctor = new StringWriter();
        await services.GetServices<IServiceVerb>().OfType<DoctorVerb>().Single().RunAsync(["--json"], doctor, Token);
        _said.Add(doctor.ToString());
    }

    // A lock is an empty file that nobody else may open.
    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(static path => !path.EndsWith(".lock", StringComparison.Ordinal));

    private async Task FailAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // Every error is looked at for what it says.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _said.Add(error.ToString());
        }
    }

    private async Task<ServiceProvider> CreateAsync(string provider)
    {
        _standIn = provider switch { "vault" => new VaultStandIn(), "azure-key-vault" => new KeyVaultStandIn(), "aws-kms" => new KmsStandIn(), _ => null };
        await (_standIn?.StartAsync() ?? Task.CompletedTask);
        var builder = LayerHost.Create(
        [
            ("Deployment:DataPath", _folder.Path), ("Layers:Credentials:Chain", provider is "azure-key-vault" ? "stand-in" : provider),
            ("Layers:Data:Chain", "sqlite"), ("Layers:Data:sqlite:Path", _folder.Path), .. SettingsOf(),
        ]).AddLayersForTest();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        builder.Services.AddSingleton<IHostEnvironment>(builder.Environment);
        builder.Services.AddProviders(registry => registry.Add<ICredentialStore>(
            Layer.Credentials, "stand-in", registry.Find(Layer.Credentials, "azure-key-vault")!.Promise, (_, _) => ((KeyVaultStandIn)_standIn!).Open()));
        builder.AddCredentials();
        var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<LayerChains>().Build();
        foreach (var schema in services.GetServices<IDatabaseSchema>())
        {
            await schema.MigrateAsync(Token);
        }

        return services;

        IEnumerable<(string, string)> SettingsOf() => _standIn switch
        {
            VaultStandIn vault => [("Layers:Credentials:vault:Address", vault.Address.ToString()), ("Layers:Credentials:vault:RoleId", VaultStandIn.RoleId),
                ("Layers:Credentials:vault:SecretId", VaultStandIn.SecretId), ("Layers:Credentials:vault:VaultNamespace", VaultStandIn.Namespace),
                ("Layers:Credentials:vault:CaFile", vault.CaFile), ("Layers:Credentials:vault:Mount", "kv"), ("Layers:Credentials:vault:Prefix", "flex")],
            KmsStandIn kms => [("Layers:Credentials:aws-kms:KeyArn", KmsStandIn.KeyArn), ("Layers:Credentials:aws-kms:Endpoint", kms.Address.ToString()),
                ("Layers:Credentials:aws-kms:CaFile", kms.CaFile), ("Layers:Credentials:aws-kms:AccessKeyId", KmsStandIn.AccessKeyId), ("Layers:Credentials:aws-kms:SecretAccessKey", "CANARY-secret-access-key")],
            _ => [],
        };
    }

    private static async Task<string> ReadAsync(string path)
    {
        // SQLite has its file open.
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Token);
    }
}
