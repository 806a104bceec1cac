using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeploymentFlex.TestSupport;

/// <summary>Asks a Redis server or a sentinel one thing over a connection of its own.</summary>
public static class RedisQuestion
{
    /// <summary>The answer to a command that gives one text.</summary>
    public static Task<string> AskAsync(int port, string command, CancellationToken cancellationToken) =>
        AskAsync(port, RedisServer.Password, command, cancellationToken);

    /// <inheritdoc cref="AskAsync(int, string, CancellationToken)"/>
    public static async Task<string> AskAsync(int port, string password, string command, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"AUTH {password}\r\n{command}\r\n"), cancellationToken);
        using var reader = new StreamReader(stream);
        var signIn = await reader.ReadLineAsync(cancellationToken);
        var answer = await reader.ReadLineAsync(cancellationToken);
        if (answer is not ['$', .. var length])
        {
            return $"{signIn} {answer}";
        }

        var text = new char[int.Parse(length, CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(text, cancellationToken);
        return new string(text);
    }
}
