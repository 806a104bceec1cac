using System.Text.RegularExpressions;

namespace DeploymentFlex.Cli.Feeds;

/// <summary>What the restore of the probe project says about the feed.</summary>
/// <param name="Feed"><see langword="null"/> when the source did not give a usable answer.</param>
/// <param name="Reason">Why, in the words of NuGet where it said something.</param>
internal sealed partial record FeedAnswer(Feed? Feed, string Reason)
{
    private const string NoSuchPackage = "NU1101";

    /// <summary>
    /// Closed only when every error is "no such package", which is what a source says that answered. A source that
    /// could not be reached (NU1301), a version that is missing (NU1102) or anything else leaves the question open.
    /// Codes: https://learn.microsoft.com/nuget/reference/errors-and-warnings
    /// </summary>
    public static FeedAnswer Read(int exitCode, string output)
    {
        if (exitCode == 0)
        {
            return new(Feeds.Feed.Full, "the package source has Aspire");
        }

        var errors = ErrorLine().Matches(output);
        if (errors.Count > 0 && errors.All(static error => error.Groups["code"].Value == NoSuchPackage))
        {
            return new(Feeds.Feed.Closed, "the package source has no Aspire");
        }

        var first = errors.FirstOrDefault(static error => error.Groups["code"].Value != NoSuchPackage);
        return new(null, first is null ? $"dotnet restore ended with {exitCode}" : $"{first.Groups["code"].Value}: {first.Groups["text"].Value.Trim()}");
    }

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+):(?<text>[^\r\n]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorLine();
}
