using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Publishes the application as what its command line asks for, which here is always a manifest.</summary>
internal sealed partial class ManifestPublisher(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IConfiguration configuration,
    ILogger<ManifestPublisher> logger)
{
    private const string Step = "publish-manifest";

    /// <exception cref="DistributedApplicationException">The command line asks for something else, or names no output.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var step = configuration["Pipeline:Step"] ?? (configuration["Publishing:Publisher"] is "manifest" ? Step : null);
        if (step is not Step)
        {
            throw new DistributedApplicationException($"--step: '{step}' is not a step of this application. Allowed: {Step}.");
        }

        var output = configuration["Pipeline:OutputPath"]
            ?? throw new DistributedApplicationException("--output-path: it is not set. Name a file that ends in .json, or a folder.");
        var path = Path.GetFullPath(output.EndsWith(".json", StringComparison.Ordinal) ? output : Path.Combine(output, "aspire-manifest.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Written whole or not at all.
        using var manifest = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(manifest, new JsonWriterOptions { Indented = true }))
        {
            await new ManifestWriter(new ManifestPublishingContext(executionContext, path, writer, cancellationToken)).WriteAsync(model);
        }

        await File.WriteAllBytesAsync(path, manifest.ToArray(), cancellationToken);
        LogPublished(logger, path);
    }

    [LoggerMessage(1, LogLevel.Information, "Published manifest to: {ManifestPath}")]
    private static partial void LogPublished(ILogger logger, string manifestPath);
}
