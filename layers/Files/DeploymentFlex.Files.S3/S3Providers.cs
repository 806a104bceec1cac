using DeploymentFlex.Files.S3;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<S3Providers>]

namespace DeploymentFlex.Files.S3;

/// <summary>The provider <c>s3</c> of the files layer.</summary>
internal sealed class S3Providers : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IFileStore>(Layer.Files, "s3", new Promise(Durability.Replicated, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<S3Options>(options =>
            {
                options.ConnectionString ??= services.GetRequiredService<IConfiguration>().GetConnectionString("files");
                Complete(options, context);
            });
            if (options.AccessKeyId is null && context.Deployment.Mode is DeploymentMode.OnPremises)
            {
                throw new SettingsException(
                    $"{context.Settings.Path}:AccessKeyId: must be set in on-premises mode: looking for an identity of this machine would leave the named endpoints.");
            }

            var handler = services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile));
            return new S3FileStore(options, handler, services.GetRequiredService<TimeProvider>());
        });

    private static void Complete(S3Options options, ProviderContext context)
    {
        try
        {
            options.ReadConnectionString();
        }
        catch (ArgumentException error)
        {
            throw new SettingsException(
                $"{context.Settings.Path}:ConnectionString: must be names and values such as Endpoint=https://ceph.example:7480;Bucket=evidence;AccessKeyId=…;SecretAccessKey=….",
                error);
        }
    }
}
