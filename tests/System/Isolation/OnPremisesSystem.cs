using DeploymentFlex.System.Tests.Modes;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>
/// The system in on-premises mode in its namespace, with a second cable to this test: to Redis, to the sentinel that says
/// where Redis is, and to a collector that redirects. The name server is at the far end of the first cable, where
/// every packet counts.
/// </summary>
public sealed class OnPremisesSystem : NamespacedSystem
{
    // 203.0.113.0/24 is for documentation too (RFC 5737).
    private const string Desk = "203.0.113.1";

    private readonly string _data = Directory.CreateTempSubdirectory("flex-isolation-").FullName;
    private RedisServer? _redis;

    internal RedirectingCollector? Collector { get; private set; }

    internal AnnouncingSentinel? Sentinel { get; private set; }

    internal RedisServer Redis => _redis!;

    protected override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["DEPLOYMENT_MODE"] = "on-premises",
        ["Deployment__DataPath"] = _data,
        ["Realize__Data"] = "embedded",
        ["Realize__Vectors"] = "embedded",
        ["Realize__Credentials"] = "embedded",
        ["Layers__Data__Chain"] = "sqlite",
        ["Layers__Jobs__Chain"] = "embedded",
        ["Layers__Vectors__Chain"] = "embedded",
        ["Layers__Cache__Chain"] = "redis,memory",
        ["Layers__Cache__redis__Mode"] = "sentinel",
        ["Layers__Cache__redis__SentinelHosts"] = $"{Desk}:{Sentinel!.Port}",
        ["Layers__Cache__redis__Password"] = RedisServer.Password,
        ["Layers__Cache__redis__MasterNetworks"] = "203.0.113.0/24",
        ["ConnectionStrings__cache"] = $"{Desk}:{Redis.Port}",
        ["Layers__Telemetry__Chain"] = "otlp,log",
        ["Layers__Telemetry__otlp__Endpoint"] = $"http://{Desk}:{Collector!.Port}",
        ["Layers__Telemetry__otlp__Protocol"] = "http/protobuf",
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Collector?.Dispose();
        Sentinel?.Dispose();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
        if (Directory.Exists(NamesFolder))
        {
            Directory.Delete(NamesFolder, recursive: true);
        }
    }

    protected override async Task PrepareAsync()
    {
        await RunAsync("ip", "link", "add", Inner, "type", "veth", "peer", "name", "desk", "netns", Inner);
        await RunAsync("ip", "address", "add", $"{Desk}/24", "dev", Inner);
        await RunAsync("ip", "link", "set", Inner, "up");
        await RunAsync("ip", "-n", Inner, "address", "add", "203.0.113.2/24", "dev", "desk");
        await RunAsync("ip", "-n", Inner, "link", "set", "desk", "up");

        // 'ip netns exec' puts this in the place of /etc/resolv.conf.
        Directory.CreateDirectory(NamesFolder);
        await File.WriteAllTextAsync(Path.Combine(NamesFolder, "resolv.conf"), $"nameserver {Outside}\n");

        _redis = new RedisServer($"bind 127.0.0.1 {Desk}");
        await _redis.StartAsync(TestContext.Current.CancellationToken);
        Sentinel = new AnnouncingSentinel(Desk, _redis.Port);
        Collector = new RedirectingCollector(Desk, $"http://{Outside}:4318/", "http://elsewhere.example/");
        await Migrations.ApplyAsync(Variables, "Cases", "Evidence", "Knowledge");
    }

    private string NamesFolder => Path.Combine("/etc/netns", Inner);
}
