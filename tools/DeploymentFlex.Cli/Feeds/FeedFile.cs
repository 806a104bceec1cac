using System.Xml.Linq;

namespace DeploymentFlex.Cli.Feeds;

/// <summary>The remembered answer, which <c>Directory.Build.props</c> imports when it is there.</summary>
internal sealed class FeedFile(string flexFolder)
{
    public const string FileName = "feed.props";

    private const string Property = "DeploymentFlexFeed";

    public string FilePath => Path.Combine(flexFolder, FileName);

    /// <exception cref="InvalidOperationException">The file says something that is no feed.</exception>
    public Feed? Read()
    {
        if (!File.Exists(FilePath))
        {
            return null;
        }

        var value = XDocument.Load(FilePath).Descendants(Property).FirstOrDefault()?.Value.Trim();
        return Enum.TryParse<Feed>(value, ignoreCase: true, out var feed)
            ? feed
            : throw new InvalidOperationException($"{FilePath}: '{value}' is no feed; allowed are full and closed. './flex feed auto' finds out again.");
    }

    public void Write(Feed feed)
    {
        Directory.CreateDirectory(flexFolder);
        File.WriteAllText(
            FilePath,
            $"<Project><PropertyGroup><{Property}>{feed.ToString().ToLowerInvariant()}</{Property}></PropertyGroup></Project>\n");
    }

    public void Forget() => File.Delete(FilePath);
}
