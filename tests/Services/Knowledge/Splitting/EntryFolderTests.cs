using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

public sealed class EntryFolderTests
{
    private readonly EntryFolder _folder = new();

    [Fact]
    public void Lines_that_differ_in_the_leading_timestamp_alone_are_the_same()
    {
        _folder.IsNew("2026-01-01 10:00:00 disk full").ShouldBeTrue();
        _folder.IsNew("2026-01-02 11:30:00 disk full").ShouldBeFalse();
        _folder.IsNew("2026-01-02 11:30:01 disk full").ShouldBeFalse();

        _folder.Distinct.ShouldBe(1);
        _folder.Repeated.ShouldBe([(0, 3)]);
    }

    [Theory]
    [InlineData("Jun 14 15:16:01 combo sshd[19939]: check pass", "Jun 14 15:16:01 combo sshd[19937]: check pass")]
    [InlineData("10:00:00 from 10.0.0.1", "10:00:00 from 10.0.0.2")]
    [InlineData("10:00:00 Disk full", "10:00:00 disk full")]
    [InlineData("done at 10:00:00", "done at 10:00:01")]
    public void Any_other_difference_makes_two(string one, string other)
    {
        _folder.IsNew(one).ShouldBeTrue();
        _folder.IsNew(other).ShouldBeTrue();

        _folder.Repeated.ShouldBeEmpty();
    }

    [Fact]
    public void The_index_of_a_repeat_is_that_of_its_first()
    {
        foreach (var text in new[] { "a", "b", "c", "b" })
        {
            _folder.IsNew(text);
        }

        _folder.Repeated.ShouldBe([(1, 2)]);
    }
}
