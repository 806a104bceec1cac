using DeploymentFlex.Credentials.AwsKms;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<AwsKmsProviders>]

namespace DeploymentFlex.Credentials.AwsKms;

/// <summary>The credential provider <c>aws-kms</c>, and the master key of that name for the others.</summary>
internal sealed class AwsKmsProviders : IProviderModule
{
    private const string Name = "aws-kms";

    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IMasterKey>(MasterKeys.Registry, Name, new Promise(Durability.Replicated, Reach.Cluster, Secrecy.Guarded), static (services, context) =>
            OpenKey(services, context, context.Bind<AwsKmsOptions>()))
        .Add<ICredentialStore>(Layer.Credentials, Name, new Promise(Durability.Disk, Reach.Node, Secrecy.Guarded), static (services, context) =>
        {
            var options = context.Bind<AwsKmsOptions>();
            var folder = options.Path ?? Path.Combine(context.Deployment.DataPath, "credentials-aws-kms");
            return new LocalCredentialStore(
                folder, OpenKey(services, context, options), options, context.Settings.Path, services.GetRequiredService<TimeProvider>());
        });

    private static AwsKmsMasterKey OpenKey(IServiceProvider services, ProviderContext context, AwsKmsOptions options)
    {
        if (options.AccessKeyId is null && context.Deployment.Mode is DeploymentMode.OnPremises)
        {
            throw new SettingsException(
                $"{context.Settings.Path}:AccessKeyId: must be set in on-premises mode: looking for an identity of this machine would leave the named endpoints.");
        }

        return new AwsKmsMasterKey(options, services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile)));
    }
}
