using System.Text.Json;

namespace DeploymentFlex.Cli.Run;

/// <summary>The folder in which a running AppHost says where it can be asked, and keeps what it writes to its console.</summary>
internal sealed class RunFolder(string path, string repositoryRoot)
{
    public string Path => path;

    /// <summary>What the AppHost process writes: its own words, such as a taken port, and with them those of its resources.</summary>
    public string AppHostLog => System.IO.Path.Combine(path, "apphost.log");

    private string StateFile => System.IO.Path.Combine(path, RunState.FileName);

    /// <summary>The last state that was written, whether its AppHost still runs or not; <see langword="null"/> when there is none.</summary>
    public RunState? ReadState()
    {
        try
        {
            using var stream = File.OpenRead(StateFile);
            return JsonSerializer.Deserialize(stream, FlexJson.Default.RunState);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The state of an AppHost that runs now.</summary>
    public RunState? ReadRunning()
    {
        if (ReadState() is not { StoppedAt: null } state)
        {
            return null;
        }

        using var process = RunningProcess.Find(state.Pid, state.StartedAt, repositoryRoot);
        return process is null ? null : state;
    }

    /// <summary>The last lines of <see cref="AppHostLog"/>.</summary>
    public IReadOnlyList<string> ReadAppHostLog(int count) => File.Exists(AppHostLog) ? [.. File.ReadLines(AppHostLog).TakeLast(count)] : [];

    /// <summary>Removes what the last run wrote.</summary>
    public void Clear()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
