namespace DeploymentFlex.Layers.Chains;

/// <summary>What a provider's last failure said.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">The exception's type.</param>
/// <param name="Message">Its first line, cut at 300 characters.</param>
public sealed record LinkError(DateTimeOffset At, string Kind, string Message)
{
    private const int MaxLength = 300;

    internal static LinkError From(Exception error, DateTimeOffset now)
    {
        var line = error.Message.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        line = end >= 0 ? line[..end] : line;
        return new LinkError(now, error.GetType().Name, line[..Math.Min(line.Length, MaxLength)].ToString());
    }
}
