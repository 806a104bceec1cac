using DeploymentFlex.Files.Spooling;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Journals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Files;

/// <summary>Registers the files layer.</summary>
public static class FilesLayer
{
    /// <summary>Registers <see cref="IFileStore"/>, served by the chain of <c>Layers:Files</c> or of one use of it.</summary>
    /// <remarks>The spool of <c>Layers:Files:Spool</c> belongs to the layer itself; a use has none.</remarks>
    public static IHostApplicationBuilder AddFiles(this IHostApplicationBuilder builder, string? use = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (use is null)
        {
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IJournal, FilesJournal>());
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeploymentCheck, SpoolCheck>());

            // Makes the names known to those who look for slips in settings; the layer says itself what is wrong with a value.
            builder.Services.AddOptions<SpoolOptions>().BindConfiguration(SpoolOptions.Section);
        }

        return builder.AddLayer<IFileStore>(
            Layer.Files,
            static (services, chain) => new ChainedFileStore(chain, chain.Use is null ? SpoolSettings.Open(services) : null),
            use);
    }
}
