using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves the resource service: HTTP/2 without TLS, on the loopback interface, by Kestrel and nothing above it.</summary>
internal sealed class DashboardServer(DashboardSettings settings, DashboardCalls calls, ILoggerFactory loggers)
    : IHostedService, IHttpApplication<HttpContext>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private KestrelServer? _server;

    /// <exception cref="InvalidOperationException">It has not been started.</exception>
    public Uri Address { get => field ?? throw new InvalidOperationException("The resource service has no address yet."); private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // A stream of requests may say nothing for as long as it likes; responses that nobody reads are given up by Kestrel.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MaxRequestBodySize = V1.GrpcFrame.LongestMessage;
        Listen(options);
        _server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);
        try
        {
            await _server.StartAsync(this, cancellationToken);
        }
        catch (IOException error)
        {
            throw new DistributedApplicationException(
                $"ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL: {settings.Service} can't be listened on: {error.Message} Choose another port.", error);
        }

        Address = new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        settings.Announce(Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await (_server?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => calls.AnswerAsync(context, _stopping.Token);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Kestrel owns the features, and the context owns nothing else.
    }

    public void Dispose()
    {
        _server?.Dispose();
        _stopping.Dispose();
    }

    private void Listen(KestrelServerOptions options)
    {
        if (settings.Service is not { Port: > 0 } address)
        {
            options.Listen(IPAddress.Loopback, 0, Http2);
        }
        else if (IPAddress.TryParse(address.DnsSafeHost, out var ip))
        {
            options.Listen(ip, address.Port, Http2);
        }
        else
        {
            options.ListenLocalhost(address.Port, Http2);
        }

        static void Http2(ListenOptions listen) => listen.Protocols = HttpProtocols.Http2;
    }
}
