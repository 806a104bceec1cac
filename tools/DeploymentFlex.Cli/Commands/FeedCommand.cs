using System.CommandLine;
using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Shows or sets which packages the source carries.</summary>
internal static class FeedCommand
{
    public static Command Create(Repository repository)
    {
        var full = new Command("full", "Build against the public package source.");
        full.SetAction(_ => Set(repository, Screen.Open(), Feed.Full));

        var closed = new Command("closed", "Build against a partial copy of it, without Aspire.");
        closed.SetAction(_ => Set(repository, Screen.Open(), Feed.Closed));

        var auto = new Command("auto", "Ask the package source again and remember its answer.");
        auto.SetAction(async (_, cancellationToken) =>
            await new FeedChoice(repository, Screen.Open()).FindOutAsync(cancellationToken) ? ExitCodes.Done : ExitCodes.Failed);

        var command = new Command("feed", "Show which package feed is built against; full, closed or auto sets it.") { full, closed, auto };
        command.SetAction(_ => Show(repository, Screen.Open()));
        return command;
    }

    private static int Set(Repository repository, Screen screen, Feed feed)
    {
        new FeedFile(repository.FlexFolder).Write(feed);
        screen.Line($"Feed: {feed.ToString().ToLowerInvariant()}.");
        return ExitCodes.Done;
    }

    private static int Show(Repository repository, Screen screen)
    {
        var feed = new FeedFile(repository.FlexFolder).Read();
        screen.Line(feed is null
            ? "Feed: not asked yet, so full. The first build asks; './flex feed auto' asks now."
            : $"Feed: {feed.ToString()!.ToLowerInvariant()}.");
        return ExitCodes.Done;
    }
}
