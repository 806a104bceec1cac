using DeploymentFlex.Layers;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Files;

/// <summary>Registers the files layer.</summary>
public static class FilesLayer
{
    /// <summary>Registers <see cref="IFileStore"/>, served by the chain of <c>Layers:Files</c> or of one use of it.</summary>
    public static IHostApplicationBuilder AddFiles(this IHostApplicationBuilder builder, string? use = null) =>
        builder.AddLayer<IFileStore>(Layer.Files, static chain => new ChainedFileStore(chain), use);
}
