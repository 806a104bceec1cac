using DeploymentFlex.Hosting.Servers;

namespace DeploymentFlex.Hosting.Tests.Servers;

public sealed class ServerFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hosting-test-");

    [Fact]
    public void A_password_is_made_once_and_is_for_its_owner_alone()
    {
        var path = Path.Combine(_folder.FullName, "cache");
        var password = new ServerFolder(path).Password;

        new ServerFolder(path).Password.ShouldBe(password);
        new ServerFolder(Path.Combine(_folder.FullName, "other")).Password.ShouldNotBe(password);
        password.Length.ShouldBe(32);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(path, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
