using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter that nobody has set.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();

    /// <summary>Writes the property that describes this default into the object that is being written.</summary>
    public abstract void WriteToManifest(ManifestPublishingContext context);
}
