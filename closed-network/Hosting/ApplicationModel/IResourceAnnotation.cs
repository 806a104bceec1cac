namespace Aspire.Hosting.ApplicationModel;

/// <summary>One thing that is known of a resource.</summary>
#pragma warning disable CA1040 // A marker in Aspire as well.
public interface IResourceAnnotation;
#pragma warning restore CA1040
