namespace DeploymentFlex.Layers.Checks;

/// <summary>One thing that was looked at before a deployment starts. Its texts hold no secret.</summary>
/// <param name="Name">What was looked at; for a provider one of <see cref="CheckNames"/>.</param>
/// <param name="Status">What it came to.</param>
/// <param name="Seen">What was seen, for example <c>Redis 7.0.15 at cache:6379</c>.</param>
/// <param name="NextStep">What to do about it, a sentence with the setting's name; null where all is well.</param>
public sealed record Check(string Name, CheckStatus Status, string Seen, string? NextStep = null)
{
    private static readonly TimeSpan s_allowedSkew = TimeSpan.FromSeconds(5);

    public static Check Ok(string name, string seen) => new(name, CheckStatus.Ok, seen);

    public static Check Warning(string name, string seen, string nextStep) => new(name, CheckStatus.Warning, seen, nextStep);

    public static Check Failure(string name, string seen, string nextStep) => new(name, CheckStatus.Failure, seen, nextStep);

    /// <summary>Compares a server's version, which may have words behind its number, with the oldest that is supported.</summary>
    /// <param name="server">The server's name, for example <c>PostgreSQL</c>.</param>
    /// <param name="found">What the server says, for example <c>15.3 (Debian 15.3-0)</c>.</param>
    /// <param name="oldest">The oldest supported version, for example <c>13.0</c>.</param>
    public static Check Version(string server, string found, Version oldest)
    {
        ArgumentNullException.ThrowIfNull(found);
        var number = string.Concat(found.TakeWhile(static letter => char.IsAsciiDigit(letter) || letter == '.')).Trim('.');
        if (!System.Version.TryParse(number.Contains('.', StringComparison.Ordinal) ? number : number + ".0", out var version))
        {
            return Warning(CheckNames.Version, $"{server} does not say its version", $"Make sure that it is {oldest} or newer.");
        }

        return version < oldest
            ? Failure(CheckNames.Version, $"{server} {number}", $"Supported from {oldest} on: use a newer server.")
            : Ok(CheckNames.Version, $"{server} {number}");
    }

    /// <summary>Compares a server's clock with this machine's; the question's way there and back counts for neither.</summary>
    /// <param name="theirs">The time that the server said.</param>
    /// <param name="asked">When it was asked, by this machine's clock.</param>
    /// <param name="answered">When the answer was there.</param>
    public static Check Clock(DateTimeOffset theirs, DateTimeOffset asked, DateTimeOffset answered)
    {
        var skew = theirs < asked ? asked - theirs : theirs > answered ? theirs - answered : TimeSpan.Zero;
        var direction = theirs < asked ? "behind" : "ahead of";
        return skew > s_allowedSkew
            ? Warning(CheckNames.Clock, $"{skew.TotalSeconds:F0} s {direction} this machine", "Let both take their time from one source (NTP).")
            : Ok(CheckNames.Clock, $"within {Math.Ceiling(skew.TotalSeconds):F0} s of this machine");
    }
}
