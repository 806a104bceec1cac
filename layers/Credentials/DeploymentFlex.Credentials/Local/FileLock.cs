namespace DeploymentFlex.Credentials.Local;

/// <summary>Keeps other processes of this machine out: an open file that nobody may share; it goes with the process.</summary>
internal static class FileLock
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <exception cref="IOException">Another process holds the lock for longer than ten seconds.</exception>
    public static async ValueTask<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < s_patience)
            {
                await Task.Delay(s_retry, time, cancellationToken);
            }
        }
    }
}
