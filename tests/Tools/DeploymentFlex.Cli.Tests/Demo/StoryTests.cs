using DeploymentFlex.Cli.Demo;
using DeploymentFlex.Cli.Tests.Terminal;

namespace DeploymentFlex.Cli.Tests.Demo;

public sealed class StoryTests
{
    private readonly PlainScreen _plain = new();
    private readonly Story _story;

    public StoryTests()
    {
        _story = new Story(_plain.Screen, slow: false) { Patience = TimeSpan.FromMilliseconds(1) };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_seen_is_told()
    {
        await _story.SeeAsync("the bird", _ => Task.FromResult<string?>("a [red]heron[/]"), Token);
        _story.IsTrue.ShouldBeTrue();
        _plain.Output.ShouldContain("✓ a heron");
    }

    [Fact]
    public async Task What_is_not_seen_in_time_makes_the_story_untrue()
    {
        await _story.SeeAsync("the bird", _ => Task.FromResult<string?>(null), Token);
        _story.IsTrue.ShouldBeFalse();
        _plain.Output.ShouldContain("✗ the bird: not seen within");
    }

    [Fact]
    public async Task A_request_that_fails_shows_nothing()
    {
        await _story.SeeAsync("the bird", _ => throw new HttpRequestException("refused"), Token);
        _story.IsTrue.ShouldBeFalse();
    }
}
