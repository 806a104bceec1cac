using System.Diagnostics;
using System.Globalization;

namespace DeploymentFlex.TestSupport;

/// <summary>Three sentinels that watch one master under the name <c>mymaster</c>.</summary>
public sealed class SentinelTrio(RedisServer master) : IAsyncDisposable
{
    private readonly Sentinel[] _sentinels = [new(master.Port), new(master.Port), new(master.Port)];

    /// <summary>The addresses, with commas between.</summary>
    public string Hosts => string.Join(',', _sentinels.Select(static sentinel => $"127.0.0.1:{sentinel.Port}"));

    /// <summary>Where they agree that the master is, as its port.</summary>
    public async Task<int> MasterPortAsync(CancellationToken cancellationToken)
    {
        var answer = await RedisQuestion.AskAsync(_sentinels[0].Port, "INFO sentinel", cancellationToken);
        var address = answer.AsSpan(answer.IndexOf("address=127.0.0.1:", StringComparison.Ordinal) + "address=127.0.0.1:".Length);
        return int.Parse(address[..address.IndexOf(',')], CultureInfo.InvariantCulture);
    }

    /// <summary>Starts them, and waits until each knows the replica and the two others.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_sentinels.Select(sentinel => sentinel.StartAsync(cancellationToken)));
        await Until.TrueAsync(async token =>
        {
            var answers = await Task.WhenAll(_sentinels.Select(sentinel => RedisQuestion.AskAsync(sentinel.Port, "INFO sentinel", token)));
            return answers.All(static answer => answer.Contains("slaves=1,sentinels=3", StringComparison.Ordinal));
        }, "the sentinels know each other");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sentinel in _sentinels)
        {
            await sentinel.DisposeAsync();
        }
    }

    private sealed class Sentinel(int masterPort) : TestServer
    {
        private readonly string _program = InstalledProgram.Find("redis-sentinel", "./flex servers install, or on Debian apt-get install redis-sentinel");

        protected override ProcessStartInfo CreateStart()
        {
            var file = Path.Combine(Folder, "sentinel.conf");
            if (!File.Exists(file))
            {
                File.WriteAllLines(file,
                [
                    $"port {Port}", "bind 127.0.0.1", $"requirepass {RedisServer.Password}", $"sentinel sentinel-pass {RedisServer.Password}",
                    $"sentinel monitor mymaster 127.0.0.1 {masterPort} 2",
                    $"sentinel auth-pass mymaster {RedisServer.Password}",
                    "sentinel down-after-milliseconds mymaster 500", "sentinel failover-timeout mymaster 10000",
                ]);
            }

            return new ProcessStartInfo(_program, [file]);
        }
    }
}
