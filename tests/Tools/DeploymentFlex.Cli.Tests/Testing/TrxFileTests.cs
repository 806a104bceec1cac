using DeploymentFlex.Cli.Testing;
using DeploymentFlex.Cli.Tests.Terminal;
using TestResult = DeploymentFlex.Cli.Testing.TestResult;

namespace DeploymentFlex.Cli.Tests.Testing;

/// <summary><c>recorded.trx</c> is what the trx logger wrote for a class with one test of each outcome.</summary>
public class TrxFileTests
{
    [Fact]
    public void Outcomes_are_counted()
    {
        var summary = new TestSummary(Recorded());

        summary.ClosingLine.ShouldBe("3 passed, 1 failed, 3 skipped");
        summary.IsGood.ShouldBeFalse();
    }

    [Fact]
    public void A_failed_test_keeps_its_message_and_place()
    {
        var failed = Recorded().Single(static test => test.Outcome == TestOutcome.Failed);

        failed.Name.ShouldBe("Sample.Numbers.Bad");
        failed.Message!.ShouldStartWith("Assert.Equal() Failure");
        failed.StackTrace!.ShouldContain("Sample.cs:line 4");
    }

    [Fact]
    public void The_report_gives_reasons_and_ends_with_the_closing_line()
    {
        var plain = new PlainScreen();

        new TestSummary(Recorded()).Show(plain.Screen);

        plain.Output.ShouldContain("skipped  Sample.Numbers.Skipped: no redis here\n");
        plain.Output.ShouldContain("\nfailed   Sample.Numbers.Bad\n  Assert.Equal() Failure");
        plain.Output.ShouldContain("\n  Expected: 1\n");
        plain.Lines[^1].ShouldBe("3 passed, 1 failed, 3 skipped");
    }

    [Fact]
    public void A_run_without_a_passed_test_is_not_good()
    {
        new TestSummary([]).IsGood.ShouldBeFalse();
        new TestSummary([new TestResult("a", TestOutcome.Skipped)]).IsGood.ShouldBeFalse();
        new TestSummary([new TestResult("a", TestOutcome.Passed)]).IsGood.ShouldBeTrue();
    }

    [Fact]
    public void An_outcome_that_is_not_known_counts_as_failed()
    {
        using var trx = new MemoryStream("""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results><UnitTestResult testName="a" outcome="Aborted" /></Results>
            </TestRun>
            """u8.ToArray());

        TrxFile.Read(trx).ShouldHaveSingleItem().Outcome.ShouldBe(TestOutcome.Failed);
    }

    private static List<TestResult> Recorded()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Testing", "recorded.trx"));
        return [.. TrxFile.Read(stream)];
    }
}
