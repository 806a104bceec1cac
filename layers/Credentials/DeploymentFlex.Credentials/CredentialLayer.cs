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
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Credentials;

/// <summary>Registers the credential layer.</summary>
public static partial class CredentialLayer
{
    /// <summary>Registers <see cref="ICredentialStore"/>, served by the chain of <c>Layers:Credentials</c>.</summary>
    public static IHostApplicationBuilder AddCredentials(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOptions<CredentialOptions>(builder.Services, CredentialOptions.Section);
        AddOptions<CredentialCopyOptions>(builder.Services, CredentialCopyOptions.Section);
        builder.AddLayer<ICredentialStore>(Layer.Credentials, Compose, early: true);
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
        var deployment = services.GetRequiredService<DeploymentOptions>();
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("DeploymentFlex.Credentials") ?? NullLogger.Instance;
        if (!(options.Enabled ?? IsElsewhere(chain.Links[0].Descriptor.Promise)))
        {
            return null;
        }

        if (deployment.IsStrict && options.Enabled is null && !options.NamesKey)
        {
            LogNoCopy(logger, chain.Links[0].Name);
            return null;
        }

        var section = services.GetRequiredService<IConfiguration>().GetSection(CredentialCopyOptions.Section);
        var context = new ProviderContext(Layer.Credentials, "copy", Use: null, deployment, section);
        var folder = options.Path ?? Path.Combine(deployment.DataPath, "credentials-copy");
        options.KeepVersions = 1;
        options.RecoverableFor = TimeSpan.Zero;

        // Beside the copy a key guards nothing: only development makes one there.
        var master = MasterKeys.Open(services, context, options, deployment.IsStrict ? null : Path.Combine(folder, "master.key"));
        return new CredentialCopy(new LocalCredentialStore(folder, master, options, CredentialCopyOptions.Section, time), options, time, logger);
    }

    // What is on this machine needs no copy of it here.
    private static bool IsElsewhere(Promise promise) => promise is { Secrecy: Secrecy.Guarded, Reach: Reach.Cluster };

    private static void AddOptions<TOptions>(IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    [LoggerMessage(3, LogLevel.Warning, "While {Provider} is away no credential is read: there is no local copy, as "
        + CredentialCopyOptions.Section + ":KeyFile, KeyVariable or MasterKey names no key for it. " + CredentialCopyOptions.Section + ":Enabled = false does without")]
    private static partial void LogNoCopy(ILogger logger, string provider);
}
