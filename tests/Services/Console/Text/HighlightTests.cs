using DeploymentFlex.Services.Console.Text;

namespace DeploymentFlex.Services.Tests.ConsolePages.Text;

public sealed class HighlightTests
{
    [Theory]
    [InlineData("timeout", "a Timeout of 3 timeouts", "a [Timeout] of 3 [timeout]s")]
    [InlineData("10.0.4.7 .*", "from 10.0.4.7 and 10x0y4z7", "from [10.0.4.7] and 10x0y4z7")]
    [InlineData("port support", "support port 22 export", "[support] [port] 22 export")]
    [InlineData("\"quoted words\"", "words quoted", "[words] [quoted]")]
    [InlineData("a ?", "a plain text", "a plain text")]
    public void The_words_of_a_query_are_marked(string query, string text, string marked) =>
        string.Concat(new Highlight(query).Split(text).Select(static part => part.Marked ? $"[{part.Part}]" : part.Part)).ShouldBe(marked);

    [Fact]
    public void A_line_of_megabytes_is_kept_whole_and_marked_at_its_start()
    {
        var text = "error " + new string('x', 5_000_000) + " error";
        var parts = new Highlight("error").Split(text).ToList();
        string.Concat(parts.Select(static part => part.Part)).ShouldBe(text);
        parts.Count(static part => part.Marked).ShouldBe(1);
    }
}
