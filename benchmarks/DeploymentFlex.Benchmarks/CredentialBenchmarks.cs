using BenchmarkDotNet.Attributes;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Benchmarks;

/// <summary>A credential from the memory of the process, and from the encrypted file.</summary>
[MemoryDiagnoser]
public class CredentialBenchmarks
{
    private static readonly CredentialName s_name = new("knowledge", "openai");

    private string _folder = null!;
    private IHost _warm = null!;
    private IHost _cold = null!;
    private ICredentialStore _memory = null!;
    private ICredentialStore _file = null!;

    [GlobalSetup]
    public async Task Create()
    {
        _folder = Directory.CreateTempSubdirectory("deploymentflex-bench-").FullName;
        _warm = Open("1.00:00:00");
        _cold = Open("00:00:00");
        _memory = _warm.Services.GetRequiredService<ICredentialStore>();
        _file = _cold.Services.GetRequiredService<ICredentialStore>();
        await _memory.SetAsync(s_name, "sk-4711", CancellationToken.None);
    }

    [GlobalCleanup]
    public void Delete()
    {
        _warm.Dispose();
        _cold.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public ValueTask<Credential?> Warm() => _memory.GetAsync(s_name, CancellationToken.None);

    [Benchmark]
    public ValueTask<Credential?> File() => _file.GetAsync(s_name, CancellationToken.None);

    private IHost Open(string lifetime)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Deployment:DataPath"] = _folder,
            ["Layers:Credentials:Memory:Lifetime"] = lifetime,
        });
        builder.AddLayers("bench");
        builder.AddCredentials();
        return builder.Build();
    }
}
