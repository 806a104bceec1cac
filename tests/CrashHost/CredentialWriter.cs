using DeploymentFlex.Credentials;
using DeploymentFlex.Layers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.CrashHost;

/// <summary>Sets credentials, those of its own and one that others set as well; the layer's settings come as environment variables.</summary>
internal sealed class CredentialWriter(ICredentialStore store, string name)
{
    private const int OwnNames = 3;

    // Between two writes, so that one process does not keep the other from the file for as long as it runs.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(30);

    /// <summary>Sets them until the process is killed, and prints each version that was acknowledged.</summary>
    public static async Task RunAsync(string name, CancellationToken limit)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables();
        builder.AddLayers("writer");
        builder.Services.AddLogging();
        builder.AddCredentials();
        using var host = builder.Build();
        await new CredentialWriter(host.Services.GetRequiredService<ICredentialStore>(), name).WriteAsync(limit);
    }

    private async Task WriteAsync(CancellationToken limit)
    {
        for (var number = 0; !limit.IsCancellationRequested; number++)
        {
            var credential = new CredentialName("n", (number % (OwnNames + 1)) is > 0 and var own ? $"{name}-{own}" : "shared");
            var secret = $"{credential}:{name}:{number};";
            try
            {
                var info = await store.SetAsync(credential, secret, limit);
                Console.WriteLine($"{credential} {info.Version} {secret}");
            }
            catch (LayerUnavailableException)
            {
                // Not acknowledged.
            }

            await Task.Delay(s_pause, limit);
        }
    }
}
