using DeploymentFlex.Services.Console.Text;

namespace DeploymentFlex.Services.Tests.ConsolePages.Text;

public sealed class UnitsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1_048_575, "1.0 MiB")]
    [InlineData(1_288_490_189, "1.2 GiB")]
    public void Sizes_have_a_unit_of_1024(long bytes, string text) => Units.Size(bytes).ShouldBe(text);

    [Theory]
    [InlineData(1, "1 line")]
    [InlineData(2000, "2,000 lines")]
    [InlineData(0, "0 lines")]
    public void Counts_agree_with_their_noun(long count, string text) => Units.Count(count, "line").ShouldBe(text);

    [Theory]
    [InlineData(-3, "just now")]
    [InlineData(9, "just now")]
    [InlineData(59, "59 s ago")]
    [InlineData(3 * 3600, "3 h ago")]
    [InlineData(3 * 86_400, "3 d ago")]
    [InlineData(40 * 86_400, "23 Jan 2026")]
    public void Times_are_told_from_now_until_they_are_old(int seconds, string text) =>
        Units.Ago(s_now.AddSeconds(-seconds), s_now).ShouldBe(text);
}
