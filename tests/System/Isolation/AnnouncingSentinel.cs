using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>A sentinel as a client sees one, which says of the master whatever a test has it say; a real one would knock there itself.</summary>
internal sealed class AnnouncingSentinel : IDisposable
{
    private readonly TcpListener _listener;
    private int _announced;

    public AnnouncingSentinel(string host, int masterPort)
    {
        Master = (host, masterPort);
        _listener = new TcpListener(IPAddress.Parse(host), 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    public (string Host, int Port) Master { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often it was asked where the master is.</summary>
    public int Announced => Volatile.Read(ref _announced);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            try
            {
                while (await ReadCommandAsync(reader) is { Length: > 0 } words)
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer(words)));
                }
            }
            catch (IOException)
            {
                // The client is gone.
            }
        }
    }

    private string Answer(string[] words)
    {
        switch (words[0].ToUpperInvariant())
        {
            case "PING":
                return "+PONG\r\n";
            case "INFO":
                return Bulk("# Server\r\nredis_version:7.0.15\r\nredis_mode:sentinel\r\n");
            case "SUBSCRIBE":
                return string.Concat(words.Skip(1).Select(static (channel, i) => $"*3\r\n{Bulk("subscribe")}{Bulk(channel)}:{i + 1}\r\n"));
            case "SENTINEL":
                Interlocked.Increment(ref _announced);
                return $"*2\r\n{Bulk(Master.Host)}{Bulk(Master.Port.ToString(CultureInfo.InvariantCulture))}";
            default:
                return "+OK\r\n";
        }
    }

    // "*2\r\n$4\r\nPING…", as every client writes it.
    private static async Task<string[]> ReadCommandAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync() is not ['*', .. var count])
        {
            return [];
        }

        var words = new string[int.Parse(count, CultureInfo.InvariantCulture)];
        for (var i = 0; i < words.Length; i++)
        {
            await reader.ReadLineAsync();
            words[i] = await reader.ReadLineAsync() ?? "";
        }

        return words;
    }

    private static string Bulk(string text) => $"${text.Length}\r\n{text}\r\n";
}
