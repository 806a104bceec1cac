using DeploymentFlex.Cli.Servers;

namespace DeploymentFlex.Cli.Tests.Servers;

public sealed class DebianRootsTests
{
    [Theory]
    [InlineData("http://mirror.example/debian", "Types: deb", "URIs: http://mirror.example/debian/", "Suites: bookworm")]
    [InlineData("https://mirror.example/debian", "# deb http://old.example/debian", "deb [signed-by=/k] https://mirror.example/debian bookworm main")]
    [InlineData(null, "URIs: https://packages.example/other")]
    [InlineData(null)]
    public void Packages_come_from_where_this_machine_has_its_own(string? mirror, params string[] lines) =>
        DebianRoots.MirrorIn(lines).ShouldBe(mirror);
}
