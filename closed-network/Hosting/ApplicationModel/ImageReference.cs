using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an image's name: <c>registry/name:tag</c> or <c>registry/name@sha256:digest</c>.</summary>
internal sealed partial record ImageReference(string Name, string? Tag, string? Digest)
{
    /// <exception cref="ArgumentException">The text is not the name of an image.</exception>
    public static ImageReference Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new ImageReference(match.Groups["name"].Value, ValueOf("tag"), ValueOf("digest"))
            : throw new ArgumentException($"'{text}' is not the name of an image. Allowed: name, name:tag or name@sha256:digest.", nameof(text));

        string? ValueOf(string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;
    }

    // A colon before a slash belongs to the registry's port.
    [GeneratedRegex(
        @"^(?<name>([\w.-]+(:\d+)?/)?[\w.-]+(/[\w.-]+)*)(:(?<tag>\w[\w.-]*))?(@sha256:(?<digest>[0-9a-f]{64}))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
