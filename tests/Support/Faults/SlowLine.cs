using System.Net;
using System.Net.Sockets;

namespace DeploymentFlex.TestSupport.Faults;

/// <summary>A line to a server that can be slow: everything arrives, in order, and later.</summary>
public sealed class SlowLine : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _serverPort;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private long _delay;
    private long _carried;

    public SlowLine(TestServer server)
        : this(server.Host, server.Port)
    {
    }

    /// <param name="host">The server's host.</param>
    /// <param name="port">The server's port.</param>
    public SlowLine(string host, int port)
    {
        _host = host;
        _serverPort = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port that stands for the server's, on loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How much later each piece arrives, in either direction.</summary>
    public TimeSpan Delay
    {
        get => new(Volatile.Read(ref _delay));
        set => Volatile.Write(ref _delay, value.Ticks);
    }

    /// <summary>The bytes that it has carried, in both directions.</summary>
    public long Carried => Interlocked.Read(ref _carried);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_host, _serverPort, _stop.Token);
                await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream()), CopyAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception end) when (end is SocketException or OperationCanceledException)
            {
                // The server is away: so is the line.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var length)
            {
                await Task.Delay(Delay, _stop.Token);
                Interlocked.Add(ref _carried, length);
                await to.WriteAsync(buffer.AsMemory(0, length), _stop.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side hung up.
        }
    }
}
