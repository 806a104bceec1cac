using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>Eight callers and the outbox on one file, whose disk is full for a while: nothing acknowledged is lost, and reads go on.</summary>
[Collection(OutageCollection.Name)]
public sealed class SqliteOutageTests
{
    [Fact]
    public async Task A_file_whose_disk_is_full()
    {
        using var disk = new SmallDisk(megabytes: 64);
        await NotesRun.RunAsync(
            [new("Deployment:Mode", "development"), new("Layers:Data:Chain", "sqlite"), new("Layers:Data:sqlite:Path", disk.Folder)], Outage.DiskFull(disk));
    }
}
