namespace DeploymentFlex.Files.Local;

/// <summary>The folder of the files that are being written, in the same file system as those that are stored.</summary>
internal sealed class TemporaryFolder(string path)
{
    private readonly Lock _lock = new();
    private bool _isClean;

    /// <summary>Starts a file of its own.</summary>
    public TemporaryFile Create()
    {
        lock (_lock)
        {
            Directory.CreateDirectory(path);
            if (!_isClean)
            {
                RemoveLeftOvers();
                _isClean = true;
            }
        }

        return new TemporaryFile(NewPath());
    }

    /// <summary>A path that nothing has.</summary>
    public string NewPath() => System.IO.Path.Combine(path, Guid.CreateVersion7().ToString("N"));

    /// <summary>Removes what crashed processes left behind; what can be locked has no living writer.</summary>
    private void RemoveLeftOvers()
    {
        foreach (var file in Directory.EnumerateFiles(path))
        {
            try
            {
                using (File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.None))
                {
                    File.Delete(file);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another process writes it, has just removed it, or keeps it to itself.
            }
        }
    }
}
