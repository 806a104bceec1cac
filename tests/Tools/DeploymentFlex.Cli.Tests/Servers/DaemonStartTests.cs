using DeploymentFlex.Cli.Servers;

namespace DeploymentFlex.Cli.Tests.Servers;

public sealed class DaemonStartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flex-test-");

    private string Policy => Path.Combine(_folder.FullName, "policy-rc.d");

    [Fact]
    public void No_server_is_started_while_packages_are_installed_and_afterwards_all_is_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is Debian's policy.");

        using (DaemonStart.Forbid(Policy))
        {
            File.ReadAllText(Policy).ShouldContain("exit 101");
        }

        File.Exists(Policy).ShouldBeFalse();
    }

    [Fact]
    public void A_policy_that_is_there_stays()
    {
        File.WriteAllText(Policy, "another");

        using (DaemonStart.Forbid(Policy))
        {
        }

        File.ReadAllText(Policy).ShouldBe("another");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
