using System.Net;
using System.Net.Sockets;

namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>A collector that takes nothing, and sends everyone elsewhere: to each of its targets in turn.</summary>
internal sealed class RedirectingCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _redirects;

    public RedirectingCollector(string address, params string[] targets)
    {
        using (var free = new TcpListener(IPAddress.Parse(address), 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://{address}:{Port}/");
        _listener.Start();
        _ = AnswerAsync(targets);
    }

    public int Port { get; }

    /// <summary>How often it sent somebody elsewhere.</summary>
    public int Redirects => Volatile.Read(ref _redirects);

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync(string[] targets)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            // With the method and the body, as a proxy before a collector does it.
            context.Response.StatusCode = (int)HttpStatusCode.TemporaryRedirect;
            context.Response.RedirectLocation = targets[Interlocked.Increment(ref _redirects) % targets.Length];
            context.Response.Close();
        }
    }
}
