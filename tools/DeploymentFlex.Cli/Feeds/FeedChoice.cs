using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Feeds;

/// <summary>Finds out the feed once and remembers it.</summary>
internal sealed class FeedChoice(Repository repository, Screen screen)
{
    private readonly FeedFile _file = new(repository.FlexFolder);

    /// <summary>Asks the package source when nothing is remembered; to be called before anything is built.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_file.Read() is null)
        {
            await FindOutAsync(cancellationToken);
        }
    }

    /// <returns>Whether the source gave an answer; without one nothing is remembered and the public feed is assumed.</returns>
    public async Task<bool> FindOutAsync(CancellationToken cancellationToken)
    {
        var answer = await screen.WhileAsync("Asking the package source for Aspire", _ => new FeedProbe(repository).AskAsync(cancellationToken));
        if (answer.Feed is not { } feed)
        {
            _file.Forget();
            screen.Error($"The package source gave no usable answer ({answer.Reason}). The public feed is assumed and nothing is remembered; './flex feed closed' sets the other one.");
            return false;
        }

        _file.Write(feed);
        screen.Line($"Feed: {feed.ToString().ToLowerInvariant()} ({answer.Reason}; './flex feed' changes it).");
        return true;
    }
}
