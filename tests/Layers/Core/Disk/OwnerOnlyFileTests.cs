using DeploymentFlex.Layers.Disk;

namespace DeploymentFlex.Layers.Tests.Core.Disk;

public sealed class OwnerOnlyFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"deploymentflex-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_and_the_folder_made_for_it_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var path = Path.Combine(_folder, "keys", "master");

        OwnerOnlyFile.Write(path, "secret"u8, overwrite: false);

        File.ReadAllText(path).ShouldBe("secret");
#pragma warning disable CA1416 // Skipped above.
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(path)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    [Fact]
    public void A_file_that_is_not_to_be_replaced_stays_and_nothing_is_left_beside_it()
    {
        var path = Path.Combine(_folder, "master");
        OwnerOnlyFile.Write(path, "first"u8, overwrite: false);

        Should.Throw<IOException>(() => OwnerOnlyFile.Write(path, "second"u8, overwrite: false));

        File.ReadAllText(path).ShouldBe("first");
        Directory.GetFiles(_folder).ShouldBe([path]);
    }

    [Fact]
    public void A_file_that_may_be_replaced_is()
    {
        var path = Path.Combine(_folder, "store");
        OwnerOnlyFile.Write(path, "first"u8, overwrite: true);

        OwnerOnlyFile.Write(path, "second"u8, overwrite: true);

        File.ReadAllText(path).ShouldBe("second");
    }
}
