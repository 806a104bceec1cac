using DeploymentFlex.Layers.Isolation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DeploymentFlex.Services.Console;

/// <summary>Asks for one page as soon as the server listens, so that the first person does not wait for what runs once.</summary>
internal sealed class Warmup(IServer server, NamedEndpoints endpoints, IHttpClientFactory clients, IHostApplicationLifetime lifetime) : BackgroundService
{
    // Needs no other service.
    private const string Page = "/search";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var stopping = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
        {
            return;
        }

        var own = BindingAddress.Parse(address);
        endpoints.Add(new NamedEndpoint("localhost", own.Port));
        using var http = clients.CreateClient();
        try
        {
            using var answer = await http.GetAsync(new Uri($"{own.Scheme}://localhost:{own.Port}{Page}"), stoppingToken);
        }
        catch (HttpRequestException)
        {
            // A server that listens on another interface alone is not warmed up; nothing else depends on it.
        }
    }
}
