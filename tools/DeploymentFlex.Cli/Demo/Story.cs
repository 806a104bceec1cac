using System.Diagnostics;
using DeploymentFlex.Cli.Terminal;
using Spectre.Console;

namespace DeploymentFlex.Cli.Demo;

/// <summary>Tells what is done, when, and what was seen of it; what was not seen in time makes the story untrue.</summary>
internal sealed class Story(Screen screen, bool slow)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(100);

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>How long each thing is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether everything was seen.</summary>
    public bool IsTrue { get; private set; } = true;

    private TimeSpan PauseLength => TimeSpan.FromSeconds(slow ? 50 : 3);

    /// <summary>Says what is done next.</summary>
    public void Tell(string text)
    {
        screen.Line();
        screen.Markup($"[grey]{Stopwatch.GetElapsedTime(_started):m\\:ss}[/]  [bold]{Markup.Escape(text)}[/]");
    }

    /// <summary>Gives people time to look.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(PauseLength, cancellationToken);

    /// <summary>Looks until what is awaited is there.</summary>
    /// <param name="what">What is awaited, for when it does not come.</param>
    /// <param name="look">Returns what to say, in Spectre's markup, once it is there; null before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SeeAsync(string what, Func<CancellationToken, Task<string?>> look, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        do
        {
            if (await TryAsync(look, cancellationToken) is { } seen)
            {
                var after = Stopwatch.GetElapsedTime(began);
                screen.Markup($"      [green]✓[/] {seen}{(after.TotalSeconds >= 1 ? $" [grey]after {after.TotalSeconds:0.0} s[/]" : "")}");
                return;
            }

            await Task.Delay(s_between, cancellationToken);
        }
        while (Stopwatch.GetElapsedTime(began) < Patience);

        Miss($"{what}: not seen within {Patience.TotalSeconds:0} s");
    }

    /// <summary>Says what was not as it should be.</summary>
    public void Miss(string text)
    {
        IsTrue = false;
        screen.Markup($"      [red]✗[/] {Markup.Escape(text)}");
    }

    // A request that fails is one that showed nothing.
    private static async Task<string?> TryAsync(Func<CancellationToken, Task<string?>> look, CancellationToken cancellationToken)
    {
        try
        {
            return await look(cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
