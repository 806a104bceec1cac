using DeploymentFlex.Layers;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Credentials;

/// <summary>Registers the credential layer.</summary>
public static class CredentialLayer
{
    public static IHostApplicationBuilder AddCredentials(this IHostApplicationBuilder builder) =>
        builder.AddLayer<ICredentialStore>(Layer.Credentials, static chain => new ChainedCredentialStore(chain));
}
