namespace Aspire.Hosting.Eventing;

/// <summary>Something that happens to the application.</summary>
#pragma warning disable CA1040 // A marker in Aspire as well.
public interface IDistributedApplicationEvent;
#pragma warning restore CA1040
