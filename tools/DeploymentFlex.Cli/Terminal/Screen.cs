using System.Diagnostics;
using Spectre.Console;

namespace DeploymentFlex.Cli.Terminal;

/// <summary>
/// Where a command writes. On a terminal: colour and a spinner. Otherwise, and with <c>NO_COLOR</c> (https://no-color.org),
/// plain lines that are never wrapped. With <c>--json</c> these go to standard error, so that standard output holds
/// the document alone.
/// </summary>
internal sealed class Screen
{
    private const int NeverWrapped = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IAnsiConsole _console;
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly Lock _gate = new();

    public Screen(TextWriter output, TextWriter error, bool isTerminal)
    {
        _out = output;
        _error = error;
        IsTerminal = isTerminal;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            _console.Profile.Width = NeverWrapped;
        }
    }

    public bool IsTerminal { get; }

    /// <summary>The screen of this process.</summary>
    public static Screen Open(bool json = false) =>
        json
            ? new Screen(Console.Error, Console.Error, isTerminal: false)
            : new Screen(Console.Out, Console.Error, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Writes text as it is.</summary>
    public void Line(string text = "")
    {
        lock (_gate)
        {
            _out.WriteLine(text);
        }
    }

    /// <summary>Writes text with Spectre's markup; without a terminal only its words are left.</summary>
    public void Markup(string markup)
    {
        lock (_gate)
        {
            _console.MarkupLine(markup);
        }
    }

    /// <summary>Writes a coloured prefix, and text that is neither wrapped nor read as markup.</summary>
    public void Log(string prefix, string colour, string text)
    {
        lock (_gate)
        {
            _console.Markup($"[{colour}]{Spectre.Console.Markup.Escape(prefix)}[/] ");
            _out.WriteLine(text);
        }
    }

    /// <summary>Writes to standard error.</summary>
    public void Error(string text)
    {
        lock (_gate)
        {
            _error.WriteLine(text);
        }
    }

    /// <summary>Runs work that may take more than two seconds, and shows that it goes on and how far it got.</summary>
    public Task<T> WhileAsync<T>(string title, Func<Action<string>, Task<T>> work) =>
        IsTerminal ? WithSpinnerAsync(title, work) : WithLinesAsync(title, work);

    private Task<T> WithSpinnerAsync<T>(string title, Func<Action<string>, Task<T>> work) =>
        _console.Status().StartAsync(
            Spectre.Console.Markup.Escape(title),
            status => work(detail => status.Status = OneLine($"{title}: {detail}")));

    // A status that wraps makes everything below it jump; the spinner takes the first columns.
    private string OneLine(string text)
    {
        var room = Math.Max(_console.Profile.Width - 4, 1);
        return Spectre.Console.Markup.Escape(text.Length <= room ? text : text[..(room - 1)] + "…");
    }

    private Task<T> WithLinesAsync<T>(string title, Func<Action<string>, Task<T>> work)
    {
        Line(title + " ...");
        var last = Stopwatch.GetTimestamp();
        return work(detail =>
        {
            if (Stopwatch.GetElapsedTime(last) >= Patience)
            {
                last = Stopwatch.GetTimestamp();
                Line($"{title}: {detail}");
            }
        });
    }
}
