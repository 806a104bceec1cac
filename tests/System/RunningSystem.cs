using System.Diagnostics;
using System.Net;
using System.Text.Json;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.System.Tests;

/// <summary>
/// The whole system in development mode, as <c>./flex up</c> starts it: an AppHost process with its services, on a data
/// folder and a port of its own.
/// </summary>
public class RunningSystem : IAsyncLifetime
{
    private const int Services = 6;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    // What is waited for is mostly asked over HTTP, and the gateway has its limits.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("flex-system-").FullName;
    private readonly List<string> _output = [];
    private Process? _process;

    public RunningSystem()
    {
        Port = FreePort.Next();
        Client = new HttpClient { BaseAddress = new Uri($"http://localhost:{Port}"), Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Calls the gateway.</summary>
    public HttpClient Client { get; }

    public int Port { get; }

    /// <summary>Where it keeps its state and data.</summary>
    public string Folder => _folder;

    /// <summary>The program and arguments that lead to the AppHost; a test may put another program before it.</summary>
    protected virtual IReadOnlyList<string> Command => ["dotnet", Repository.AppHost];

    /// <summary>Variables that a test adds, for the AppHost and all that it starts.</summary>
    protected virtual IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>();

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts the AppHost, again after it was killed, and waits until everything is healthy.</summary>
    protected async Task StartAsync()
    {
        _process?.Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(StateFile)!);
        File.Delete(StateFile);
        var start = new ProcessStartInfo(Command[0], Command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
            Environment =
            {
                ["FLEX_RUN_FOLDER"] = Path.Combine(_folder, "run"),
                ["Deployment__DataPath"] = Path.Combine(_folder, "data"),
                ["Gateway__Port"] = $"{Port}",
                ["DEPLOYMENT_MODE"] = "development",
                ["Evidence__OrphanAge"] = "1.00:00:00",
            },
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilHealthyAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_process is { HasExited: false })
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task WaitUntilHealthyAsync() =>
        await WaitAsync("every service is healthy", () => Task.FromResult(State() is { } state
            && state.GetProperty("resources") is var resources
            && resources.GetArrayLength() >= Services
            && resources.EnumerateArray().All(static resource => resource.GetProperty("health").GetString() is "Healthy")));

    /// <summary>Waits for a condition; when it does not come, the failure says what the system printed last.</summary>
    public async Task WaitAsync(string what, Func<Task<bool>> condition)
    {
        try
        {
            await Until.TrueAsync(
                async _ => await IsTrueAsync(condition) || (_process is { HasExited: true } ? throw new InvalidOperationException("The AppHost has ended.") : false),
                what,
                s_patience,
                s_pause);
        }
        catch (Exception error) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Waited in vain until {what}. {error.Message} The system said:{Environment.NewLine}{Tail()}", error);
        }
    }

    /// <summary>Ends a service's process as a power loss would.</summary>
    public void Kill(string service)
    {
        var pid = Resource(service).GetProperty("pid").GetInt32();
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    /// <summary>Ends the AppHost alone, as a power loss would end it.</summary>
    public void KillAppHost() => _process!.Kill();

    public int Restarts(string service) => Resource(service).GetProperty("restarts").GetInt32();

    /// <summary>All that the system printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join(Environment.NewLine, _output);
            }
        }
    }

    /// <summary>What the system printed last.</summary>
    public string Tail()
    {
        lock (_output)
        {
            return string.Join(Environment.NewLine, _output.TakeLast(60));
        }
    }

    private static async Task<bool> IsTrueAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (HttpRequestException)
        {
            // A service that is just restarting.
            return false;
        }
    }

    private string StateFile => Path.Combine(_folder, "run", "state.json");

    public JsonElement Resource(string name) =>
        State()!.Value.GetProperty("resources").EnumerateArray().Single(resource => resource.GetProperty("name").GetString() == name);

    /// <summary>What the run folder says; null before it says anything.</summary>
    protected JsonElement? State()
    {
        return File.Exists(StateFile) ? JsonDocument.Parse(File.ReadAllText(StateFile)).RootElement.Clone() : null;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            lock (_output)
            {
                _output.Add(text);
            }
        }
    }
}
