using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Testing;

/// <summary>Runs one built test project.</summary>
internal sealed class TestProject(string path, Repository repository)
{
    /// <summary>A test that says nothing for this long hangs; the run goes on with the next project.</summary>
    private const string HangTimeout = "10min";

    private string Name { get; } = Path.GetFileNameWithoutExtension(path);

    /// <summary>Every project under <c>tests</c> whose name ends in <c>.Tests</c>.</summary>
    public static IReadOnlyList<TestProject> FindAll(Repository repository) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new TestProject(path, repository)),
    ];

    /// <param name="filter">A part of a test's full name; <see langword="null"/> runs all.</param>
    /// <param name="screen">Where progress is shown.</param>
    /// <param name="cancellationToken">Ends the test process.</param>
    public async Task<IReadOnlyList<TestResult>> RunAsync(string? filter, Screen screen, CancellationToken cancellationToken)
    {
        var results = Path.Combine(repository.TestResultsFolder, Name + ".trx");
        var done = 0;
        var run = await screen.WhileAsync(Name, report => ChildProcess.RunAsync(
            "dotnet",
            Arguments(results, filter),
            repository.Root,
            line =>
            {
                if (IsResult(line))
                {
                    report($"{++done} tests done");
                }
            },
            cancellationToken: cancellationToken));
        var tests = Read(results);
        if (!run.Succeeded && tests.All(static test => test.Outcome != TestOutcome.Failed))
        {
            // The test process broke down: what it did not report is not known to be good.
            tests.Add(new TestResult(Name, TestOutcome.Failed, $"The test process ended with exit code {run.ExitCode}.", run.Output));
        }

        if (tests.Count > 0)
        {
            screen.Line($"{Name}: {new TestSummary(tests).ClosingLine}");
        }

        return tests;
    }

    private IEnumerable<string> Arguments(string results, string? filter) =>
    [
        "test", Repository.OutputOf(path), "--nologo",
        "--logger", $"trx;LogFileName={Path.GetFileName(results)}",
        "--logger", "console;verbosity=normal",
        "--results-directory", Path.GetDirectoryName(results)!,
        "--blame-hang-timeout", HangTimeout, "--blame-hang-dump-type", "none",
        .. filter is null ? (string[])[] : ["--filter", $"FullyQualifiedName~{Escape(filter)}"],
    ];

    private static List<TestResult> Read(string results)
    {
        if (!File.Exists(results))
        {
            return [];
        }

        using var stream = File.OpenRead(results);
        return [.. TrxFile.Read(stream)];
    }

    private static bool IsResult(string line) =>
        line.StartsWith("  Passed ", StringComparison.Ordinal)
        || line.StartsWith("  Failed ", StringComparison.Ordinal)
        || line.StartsWith("  Skipped ", StringComparison.Ordinal);

    /// <summary>Characters that mean something in a test filter: https://github.com/microsoft/vstest/blob/main/docs/filter.md</summary>
    private static string Escape(string filter) =>
        string.Concat(filter.Select(static c => @"\()&|=!~".Contains(c, StringComparison.Ordinal) ? $@"\{c}" : c.ToString()));
}
