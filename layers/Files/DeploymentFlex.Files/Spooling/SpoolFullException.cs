namespace DeploymentFlex.Files.Spooling;

/// <summary>The spool has no room for more.</summary>
internal sealed class SpoolFullException(string bound) : IOException($"the spool is full: {bound}");
