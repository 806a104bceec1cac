namespace DeploymentFlex.Files.Spooling;

/// <summary>A file that waits for the primary.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its content in lower-case hex.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Refusal">Why the primary will never take it; null for one that is still to be sent.</param>
internal sealed record SpooledFile(string Key, long Size, string Sha256, DateTimeOffset At, string? Refusal = null)
{
    public StoredFile ToStored() => new(Key, Size, Sha256, At) { IsSpooled = true };
}
