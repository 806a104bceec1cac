namespace DeploymentFlex.TestSupport.Faults;

/// <summary>A file system of a few megabytes, in memory, that can be filled to the last byte. It needs Linux and root.</summary>
public sealed class SmallDisk : IDisposable
{
    private const int NoSpaceLeft = 28;

    /// <param name="megabytes">Its size.</param>
    public SmallDisk(int megabytes)
    {
        RootOnly.Require("Disks of a test's own");
        Folder = Directory.CreateTempSubdirectory("deploymentflex-disk-").FullName;
        Program.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "flex", Folder);
    }

    public string Folder { get; }

    private string Filling => Path.Combine(Folder, "filling");

    /// <summary>Takes all the space that there is, but for some megabytes.</summary>
    public void Fill(int megabytesLeft = 0)
    {
        var page = new byte[4096];
        using var file = new FileStream(Filling, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException full) when ((full.HResult & 0xFFFF) is NoSpaceLeft)
        {
            // As it was meant.
        }

        file.SetLength(Math.Max(0, file.Length - (megabytesLeft * 1024L * 1024)));
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Filling);

    public void Dispose()
    {
        Program.Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}
