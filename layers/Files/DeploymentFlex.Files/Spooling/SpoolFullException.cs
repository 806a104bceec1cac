namespace DeploymentFlex.Files.Spooling;

/// <summary>The spool has no room for more.</summary>
internal sealed class SpoolFullException(long maxBytes)
    : IOException($"the spool is full: it may hold {maxBytes} bytes, as Layers:Files:Spool:MaxBytes sets.");
