namespace Aspire.Hosting.ApplicationModel;

/// <summary>One named fact about a resource, for example <c>executable.pid</c>.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    public bool IsSensitive { get; init; }
}
