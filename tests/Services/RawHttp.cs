using System.Net.Sockets;
using System.Text;

namespace DeploymentFlex.Services.Tests;

/// <summary>Sends bytes as they are, also such as no client sends.</summary>
internal static class RawHttp
{
    /// <summary>Sends the bytes and returns what comes back until the server closes.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="request">The bytes, one a character.</param>
    /// <param name="breaksOff">Whether to say that nothing follows; a server may then give no answer.</param>
    /// <param name="until">What ends the answer, where the server keeps the connection open.</param>
    public static async Task<string> SendAsync(Uri server, string request, bool breaksOff = false, string? until = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        if (breaksOff)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (until is not null && answer.ToString().Contains(until, StringComparison.Ordinal))
            {
                break;
            }
        }

        return answer.ToString();
    }
}
