using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Azure;

/// <summary>A resource of Azure that a Bicep module describes. It is published; a run of this engine never provisions it.</summary>
public class AzureBicepResource : Resource
{
    private protected AzureBicepResource(string name)
        : base(name)
    {
    }

    /// <summary>What the module is given: texts, or expressions.</summary>
    public Dictionary<string, object?> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>The name in a Bicep module, where hyphens are not allowed.</summary>
    internal string BicepName => Name.Replace('-', '_');

    public virtual string GetBicepTemplateString() => "";

    /// <summary>Writes the module beside the manifest, and what refers to it into the manifest.</summary>
    public virtual void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var module = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!, $"{Name}.module.bicep");
        File.WriteAllText(module, GetBicepTemplateString() + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        context.Writer.WriteString("type", "azure.bicep.v0");
        context.WriteConnectionString(this);
        context.Writer.WriteString("path", context.GetManifestRelativePath(module));
        if (Parameters.Count == 0)
        {
            return;
        }

        context.Writer.WriteStartObject("params");
        foreach (var (name, value) in Parameters)
        {
            context.TryAddDependentResources(value);
            context.Writer.WriteString(name, ManifestReferences.ExpressionOf(value));
        }

        context.Writer.WriteEndObject();
    }
}
