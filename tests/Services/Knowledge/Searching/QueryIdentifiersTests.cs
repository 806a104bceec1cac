using DeploymentFlex.Services.Knowledge.Searching;

namespace DeploymentFlex.Services.Tests.Knowledge.Searching;

public sealed class QueryIdentifiersTests
{
    [Theory]
    [InlineData("what happened to blk_38865049064139660?")]
    [InlineData("10.251.73.220:50010")]
    [InlineData("pid 6725")]
    [InlineData("session 0x24ede63a01b003b, expired")]
    public void Ids_addresses_and_numbers_are_identifiers(string query) => new QueryIdentifiers(query).Any.ShouldBeTrue();

    [Theory]
    [InlineData("error state 6")]
    [InlineData("the screen was switched off")]
    [InlineData("3 of 10 failed")]
    public void Words_and_small_numbers_are_none(string query) => new QueryIdentifiers(query).Any.ShouldBeFalse();

    [Fact]
    public void The_share_counts_whole_words_alone()
    {
        var identifiers = new QueryIdentifiers("child 6725 from 10.0.0.1");

        identifiers.ShareIn("Found child 6725 of 10.0.0.1:80").ShouldBe(1);
        identifiers.ShareIn("Found child 67250 of 10.0.0.1:80").ShouldBe(0.5);
        identifiers.ShareIn("Found child 16725 of 10.0.0.12").ShouldBe(0);
    }
}
