using DeploymentFlex.Cli.Feeds;

namespace DeploymentFlex.Cli.Tests.Feeds;

public sealed class FeedFileTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();

    [Theory]
    [InlineData("full")]
    [InlineData("closed")]
    public void What_was_written_is_read_again(string name)
    {
        var feed = Enum.Parse<Feed>(name, ignoreCase: true);
        var file = new FeedFile(_clone.Repository.FlexFolder);

        file.Write(feed);

        file.Read().ShouldBe(feed);
    }

    [Fact]
    public void Without_a_file_there_is_no_answer() => new FeedFile(_clone.Repository.FlexFolder).Read().ShouldBeNull();

    [Fact]
    public void Forgetting_twice_is_no_error()
    {
        var file = new FeedFile(_clone.Repository.FlexFolder);
        file.Write(Feed.Full);

        file.Forget();
        file.Forget();

        file.Read().ShouldBeNull();
    }

    [Fact]
    public void A_word_that_is_no_feed_is_named_with_the_allowed_ones()
    {
        _clone.Write(".flex/feed.props", "<Project><PropertyGroup><DeploymentFlexFeed>private</DeploymentFlexFeed></PropertyGroup></Project>");

        var error = Should.Throw<InvalidOperationException>(() => new FeedFile(_clone.Repository.FlexFolder).Read());

        error.Message.ShouldContain("'private' is no feed; allowed are full and closed");
    }

    public void Dispose() => _clone.Dispose();
}
