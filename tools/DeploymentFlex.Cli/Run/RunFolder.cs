using System.Text.Json;

namespace DeploymentFlex.Cli.Run;

/// <summary>The folder that a running AppHost writes: <c>state.json</c> and <c>logs/&lt;resource&gt;.log</c>.</summary>
internal sealed class RunFolder(string path, string repositoryRoot)
{
    public string Path => path;

    public string LogFolder => System.IO.Path.Combine(path, "logs");

    /// <summary>What the AppHost process itself says: a taken port, a wrong setting.</summary>
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

    /// <summary>Removes what the last run wrote.</summary>
    public void Clear()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
