namespace DeploymentFlex.Cli.Tests.Terminal;

public class ScreenTests
{
    [Fact]
    public void Markup_leaves_only_words_when_there_is_no_terminal()
    {
        var plain = new PlainScreen();

        plain.Screen.Markup("[green][[sqlite]][/] [strikethrough]redis[/]");

        plain.Output.ShouldBe("[sqlite] redis\n");
    }

    [Fact]
    public void Long_lines_are_not_wrapped_when_there_is_no_terminal()
    {
        var plain = new PlainScreen();
        var words = string.Join(' ', Enumerable.Repeat("word", 500));

        plain.Screen.Markup(words);

        plain.Output.ShouldBe(words + "\n");
    }

    [Fact]
    public void Log_text_is_not_read_as_markup()
    {
        var plain = new PlainScreen();

        plain.Screen.Log("cases", "aqua", "[red]not a colour[/] [x");

        plain.Output.ShouldBe("cases [red]not a colour[/] [x\n");
    }

    [Fact]
    public async Task Work_is_announced_before_it_begins()
    {
        var plain = new PlainScreen();

        var seen = await plain.Screen.WhileAsync("Building", _ => Task.FromResult(plain.Output));

        seen.ShouldBe("Building ...\n");
    }

    [Fact]
    public void Errors_go_to_standard_error()
    {
        var plain = new PlainScreen();

        plain.Screen.Error("it broke");

        plain.Output.ShouldBeEmpty();
        plain.Error.ShouldBe("it broke\n");
    }
}
