using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Testing;

/// <summary>The results of all test projects together.</summary>
internal sealed class TestSummary(IReadOnlyList<TestResult> results)
{
    public int Passed => Count(TestOutcome.Passed);

    public int Failed => Count(TestOutcome.Failed);

    public int Skipped => Count(TestOutcome.Skipped);

    /// <summary>Nothing failed, and something was tried: a filter that meets no test proves nothing.</summary>
    public bool IsGood => Failed == 0 && Passed > 0;

    /// <summary>The last line of every test run; scripts read it.</summary>
    public string ClosingLine => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    public void Show(Screen screen)
    {
        foreach (var test in results.Where(static test => test.Outcome == TestOutcome.Skipped))
        {
            screen.Line($"skipped  {test.Name}: {test.Message ?? "no reason given"}");
        }

        foreach (var test in results.Where(static test => test.Outcome == TestOutcome.Failed))
        {
            screen.Line();
            screen.Line($"failed   {test.Name}");
            ShowIndented(test.Message, screen);
            ShowIndented(test.StackTrace, screen);
        }

        screen.Line();
        screen.Line(ClosingLine);
    }

    private static void ShowIndented(string? text, Screen screen)
    {
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            screen.Line("  " + line.TrimEnd());
        }
    }

    private int Count(TestOutcome outcome) => results.Count(test => test.Outcome == outcome);
}
