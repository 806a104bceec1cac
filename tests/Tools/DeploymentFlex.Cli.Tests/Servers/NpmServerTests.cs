using DeploymentFlex.Cli.Servers;

namespace DeploymentFlex.Cli.Tests.Servers;

public sealed class NpmServerTests
{
    [Fact]
    public void A_server_is_installed_when_its_program_lies_in_its_own_folder()
    {
        var folder = Directory.CreateTempSubdirectory("flex-npm-");
        try
        {
            var repository = new Repository(folder.FullName);
            var server = KnownServers.Npm.Single(static server => server.Name is "dashboard");
            server.IsInstalledIn(repository).ShouldBeFalse();

            var program = Path.Combine(folder.FullName, ".flex", "dashboard", server.Executable);
            Directory.CreateDirectory(Path.GetDirectoryName(program)!);
            File.WriteAllText(program, "");
            server.IsInstalledIn(repository).ShouldBeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
