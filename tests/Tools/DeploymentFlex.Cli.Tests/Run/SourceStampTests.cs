using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

public sealed class SourceStampTests : IDisposable
{
    private const string Source = "services/Cases/Program.cs";

    private readonly TemporaryRepository _clone = new();
    private readonly string _output;

    public SourceStampTests()
    {
        _clone.Write("services/Cases/Cases.csproj", "<Project />");
        _clone.Write(Source, "return 0;");
        _output = _clone.Write("services/Cases/bin/Debug/net10.0/Cases.dll", "built");
        Stamp.Note(Stamp.Take());
    }

    private SourceStamp Stamp => new(_clone.Repository);

    [Fact]
    public void What_was_just_built_is_up_to_date() => IsUpToDate().ShouldBeTrue();

    [Fact]
    public void A_clone_that_was_never_built_is_not()
    {
        using var fresh = new TemporaryRepository();
        var stamp = new SourceStamp(fresh.Repository);

        stamp.IsUpToDate(stamp.Take()).ShouldBeFalse();
    }

    [Fact]
    public void A_changed_source_is_seen_even_when_its_length_stays()
    {
        var path = _clone.Write(Source, "return 1;");
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        IsUpToDate().ShouldBeFalse();
    }

    [Fact]
    public void A_new_and_a_removed_source_are_seen()
    {
        var added = _clone.Write("services/Cases/More.cs", "");
        IsUpToDate().ShouldBeFalse();

        File.Delete(added);
        IsUpToDate().ShouldBeTrue();

        File.Delete(Path.Combine(_clone.Root, Source));
        IsUpToDate().ShouldBeFalse();
    }

    [Fact]
    public void Another_feed_needs_another_build()
    {
        _clone.Write(".flex/feed.props", "<Project />");

        IsUpToDate().ShouldBeFalse();
    }

    [Fact]
    public void A_removed_output_needs_another_build()
    {
        File.Delete(_output);

        IsUpToDate().ShouldBeFalse();
    }

    [Theory]
    [InlineData("tests/Some.cs")]
    [InlineData("docs/page.html")]
    [InlineData("README.md")]
    [InlineData("services/Cases/obj/x.cs")]
    [InlineData(".git/index")]
    public void What_takes_no_part_in_a_run_does_not_count(string name)
    {
        _clone.Write(name, "changed");

        IsUpToDate().ShouldBeTrue();
    }

    public void Dispose() => _clone.Dispose();

    private bool IsUpToDate() => Stamp.IsUpToDate(Stamp.Take());
}
