namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state, and how a user interface shows it.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}
