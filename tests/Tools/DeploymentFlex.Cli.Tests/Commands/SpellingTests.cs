using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Cli.Tests.Commands;

public class SpellingTests
{
    private static readonly string[] Known = ["up", "status", "logs", "down", "test", "servers", "feed"];

    [Theory]
    [InlineData("stauts", "status")]
    [InlineData("STATUS", "status")]
    [InlineData("serv", "servers")]
    [InlineData("tets", "test")]
    [InlineData("upp", "up")]
    [InlineData("donw", "down")]
    public void The_nearest_word_is_found(string word, string meant) => Spelling.Nearest(word, Known).ShouldBe(meant);

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("x")]
    [InlineData("deploy")]
    public void A_word_that_is_like_none_gets_no_guess(string word) => Spelling.Nearest(word, Known).ShouldBeNull();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void A_swap_of_neighbours_is_one_slip(string a, string b, int distance) => Spelling.Distance(a, b).ShouldBe(distance);
}
