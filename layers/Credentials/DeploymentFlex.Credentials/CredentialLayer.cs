using DeploymentFlex.Credentials.Caching;
using DeploymentFlex.Credentials.Copies;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Schemas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Credentials;

/// <summary>Registers the credential layer.</summary>
public static class CredentialLayer
{
    /// <summary>Registers <see cref="ICredentialStore"/>, served by the chain of <c>Layers:Credentials</c>.</summary>
    public static IHostApplicationBuilder AddCredentials(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOptions<CredentialOptions>(builder.Services, CredentialOptions.Section);
        AddOptions<CredentialCopyOptions>(builder.Services, CredentialCopyOptions.Section);
        builder.AddLayer<ICredentialStore>(Layer.Credentials, Compose);
        return builder.AddLayerSchema<ICredentialStore>(use: null);
    }

    private static ChainedCredentialStore Compose(IServiceProvider services, ProviderChain<ICredentialStore> chain)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var memory = new CredentialMemory(services.GetRequiredService<IOptions<CredentialOptions>>().Value, time);
        return new ChainedCredentialStore(chain, memory, OpenCopy(services, chain, time), time);
    }

    private static CredentialCopy? OpenCopy(IServiceProvider services, ProviderChain<ICredentialStore> chain, TimeProvider time)
    {
        var options = services.GetRequiredService<IOptions<CredentialCopyOptions>>().Value;
        if (!(options.Enabled ?? chain.Links[0].Descriptor.Promise.Secrecy is Secrecy.Guarded))
        {
            return null;
        }

        var deployment = services.GetRequiredService<DeploymentOptions>();
        var section = services.GetRequiredService<IConfiguration>().GetSection(CredentialCopyOptions.Section);
        var context = new ProviderContext(Layer.Credentials, "copy", Use: null, deployment, section);
        var folder = options.Path ?? Path.Combine(deployment.DataPath, "credentials-copy");
        options.KeepVersions = 1;
        options.RecoverableFor = TimeSpan.Zero;
        var master = MasterKeys.Open(services, context, options, Path.Combine(folder, "master.key"));
        return new CredentialCopy(
            new LocalCredentialStore(folder, master, options, CredentialCopyOptions.Section, time),
            options,
            time,
            services.GetService<ILoggerFactory>()?.CreateLogger("DeploymentFlex.Credentials") ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
    }

    private static void AddOptions<TOptions>(IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
