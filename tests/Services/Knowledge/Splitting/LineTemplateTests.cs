using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

public sealed class LineTemplateTests
{
    [Theory]
    [InlineData("10:00:00 Received block blk_12 of size 5 from 10.0.0.1", "11:00:00 Received block blk_3456 of size 77 from 10.10.20.30")]
    [InlineData("session 0x24ede63a01b003b", "session 0x1f")]
    public void Lines_that_differ_in_numbers_are_of_one_template(string one, string other) =>
        LineTemplate.Of(one).ShouldBe(LineTemplate.Of(other));

    [Theory]
    [InlineData("Received block 1", "Served block 1")]
    [InlineData("Invalid user admin from 1.2.3.4", "Invalid user oracle from 1.2.3.4")]
    public void Lines_that_differ_in_words_are_not(string one, string other) =>
        LineTemplate.Of(one).ShouldNotBe(LineTemplate.Of(other));

    [Fact]
    public void A_line_longer_than_what_is_looked_at_has_a_template() =>
        LineTemplate.Of(new string('x', 100_000)).ShouldBe(LineTemplate.Of(new string('x', 50_000)));
}
