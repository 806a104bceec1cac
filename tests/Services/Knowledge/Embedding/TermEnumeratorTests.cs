using DeploymentFlex.Services.Knowledge.Embedding;

namespace DeploymentFlex.Services.Tests.Knowledge.Embedding;

public sealed class TermEnumeratorTests
{
    [Theory]
    [InlineData("setTodayTotalDetailSteps", "set today total detail step")]
    [InlineData("SCREEN_OFF", "screen off")]
    [InlineData("HTTPServer", "http server")]
    [InlineData("ssh2 port", "ssh # port")]
    [InlineData("blk_7128370237687728475", "blk #")]
    [InlineData("0x14ede63a 24b 6725", "# # #")]
    [InlineData("flush2DB result", "flush # result")]
    [InlineData("failing fails failed", "failur failur failur")]
    [InlineData("conn refused", "connection deny")]
    public void Words_are_found_in_what_programs_write(string text, string expected)
    {
        var terms = new List<string>();
        foreach (var term in new TermEnumerator(text, new char[TermEnumerator.MaxWord]))
        {
            terms.Add(term.Word.IsEmpty ? "#" : term.Word.ToString());
        }

        string.Join(' ', terms).ShouldBe(expected);
    }

    [Fact]
    public void A_word_longer_than_the_scratch_space_is_divided()
    {
        var count = 0;
        foreach (var term in new TermEnumerator(new string('a', 1000), new char[TermEnumerator.MaxWord]))
        {
            count += term.Word.Length > 0 ? 1 : 0;
        }

        count.ShouldBe(1000 / TermEnumerator.MaxWord);
    }
}
