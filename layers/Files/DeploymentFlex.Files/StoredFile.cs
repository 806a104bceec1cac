namespace DeploymentFlex.Files;

/// <summary>A file as it is stored.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content in lower-case hex; null where a listing does not carry it.</param>
/// <param name="ModifiedAt">When it was written.</param>
public sealed record StoredFile(string Key, long Size, string? Sha256, DateTimeOffset ModifiedAt)
{
    /// <summary>Whether it waits on this machine's disk until the primary provider is back; others do not see it before.</summary>
    public bool IsSpooled { get; init; }
}
