namespace DeploymentFlex.Cli.Run;

/// <summary>The logs of all services of a run, put in the order of time.</summary>
internal sealed class LogFolder(string path, string? only = null)
{
    private readonly Dictionary<string, LogFile> _files = new(StringComparer.Ordinal);

    /// <summary>The services that have a log.</summary>
    public IReadOnlyList<string> Sources =>
        Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.log").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!]
            : [];

    /// <summary>The last lines of all services together; <see cref="ReadNew"/> goes on after them.</summary>
    public IEnumerable<LogLine> ReadLast(int count)
    {
        Open(static file => file.SkipToTail());
        return ReadNew().TakeLast(count);
    }

    /// <summary>The lines that came since the last call, those of a service that has just got its log included.</summary>
    public IReadOnlyList<LogLine> ReadNew()
    {
        Open(static _ => { });
        return [.. _files.Values.SelectMany(static file => file.ReadNew()).OrderBy(static line => line.Time)];
    }

    private void Open(Action<LogFile> prepare)
    {
        foreach (var source in Sources.Where(source => only is null || source == only))
        {
            if (!_files.ContainsKey(source))
            {
                var file = new LogFile(Path.Combine(path, source + ".log"));
                prepare(file);
                _files.Add(source, file);
            }
        }
    }
}
