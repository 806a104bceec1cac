using DeploymentFlex.Cli.Feeds;

namespace DeploymentFlex.Cli.Tests.Feeds;

/// <summary>The outputs under <c>Recorded</c> are what NuGet of SDK 10.0.401 printed in each situation.</summary>
public class FeedAnswerTests
{
    [Fact]
    public void A_source_that_has_the_package_is_the_public_feed() => Read("found", exitCode: 0).Feed.ShouldBe(Feed.Full);

    [Fact]
    public void A_source_that_answers_no_such_package_is_closed() => Read("no-such-package").Feed.ShouldBe(Feed.Closed);

    [Theory]
    [InlineData("refused", "NU1301")]
    [InlineData("unknown-host", "NU1301")]
    [InlineData("missing-folder", "NU1301")]
    [InlineData("no-such-version", "NU1102")]
    public void Any_other_error_leaves_the_question_open(string recorded, string reason)
    {
        var answer = Read(recorded);

        answer.Feed.ShouldBeNull();
        answer.Reason.ShouldContain(reason);
    }

    [Fact]
    public void One_source_that_did_not_answer_spoils_the_answer_of_the_others()
    {
        var both = Recorded("no-such-package") + Recorded("mixed");

        FeedAnswer.Read(1, both).Feed.ShouldBeNull();
    }

    [Fact]
    public void A_restore_that_failed_without_a_word_leaves_the_question_open()
    {
        var answer = FeedAnswer.Read(137, "");

        answer.Feed.ShouldBeNull();
        answer.Reason.ShouldContain("137");
    }

    private static FeedAnswer Read(string recorded, int exitCode = 1) => FeedAnswer.Read(exitCode, Recorded(recorded));

    private static string Recorded(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Feeds", "Recorded", name + ".txt"));
}
