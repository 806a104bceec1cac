namespace Aspire.Hosting.ApplicationModel;

/// <summary>One address of a resource; the name is its endpoint's.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
