using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>
/// A server that a test started on loopback, with a folder of its own. It can be killed, stopped in mid-air and
/// started again on the same port and folder; it and its folder are gone when it is disposed.
/// </summary>
public abstract partial class TestServer : IAsyncDisposable
{
    private const int Sigkill = 9;
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    private readonly StringBuilder _output = new();
    private Process? _process;

    private string? _folder;

    public int Port { get; } = FreePort.Next();

    /// <summary>The address it listens on: loopback, or its own in <see cref="Network"/>.</summary>
    public string Host => Network?.ServerAddress ?? "127.0.0.1";

    /// <summary>The network that it is in, when it is to be cut off; otherwise null.</summary>
    public CuttableNetwork? Network { get; init; }

    /// <summary>The disk that it writes to, when that is to be full; otherwise null.</summary>
    public SmallDisk? Disk { get; init; }

    /// <summary>The certificate that it shows, where it takes encrypted connections alone; otherwise null.</summary>
    public TestCertificate? Certificate { get; init; }

    /// <summary>Where the server keeps what it keeps.</summary>
    public string Folder => _folder ??= Disk is null
        ? Directory.CreateTempSubdirectory("deploymentflex-server-").FullName
        : Directory.CreateDirectory(Path.Combine(Disk.Folder, "server")).FullName;

    /// <summary>What it wrote, for the message of a test that failed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts the server, or starts it again, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = Network?.Inside(CreateStart()) ?? CreateStart();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Folder;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until.TrueAsync(async token =>
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{start.FileName} stopped with {_process.ExitCode}: {Output}");
            }

            return await IsReadyAsync(token);
        }, $"{start.FileName} is ready");
    }

    /// <summary>Waits until it answers, and starts it again if it gives up meanwhile.</summary>
    public Task ReviveAsync(CancellationToken cancellationToken) => Until.TrueAsync(
        async token =>
        {
            if (!IsRunning)
            {
                await StartAsync(cancellationToken);
            }

            return await IsReadyAsync(token);
        },
        "a server is there again");

    /// <summary>Ends it at once, as a crash does.</summary>
    public Task KillAsync() => EndAsync(Sigkill);

    /// <summary>Asks it to end, and ends it when it does not.</summary>
    public async Task StopAsync()
    {
        if (!IsRunning)
        {
            return;
        }

        Signal(Sigterm);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await _process!.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    /// <summary>Lets it stand still, with the processes that it started: it holds its connections and answers nothing.</summary>
    public void Suspend() => SignalAll(Sigstop);

    /// <summary>Lets it go on.</summary>
    public void Resume() => SignalAll(Sigcont);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (IsRunning)
        {
            Resume();
            await KillAsync();
        }

        _process?.Dispose();
        await CleanAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The program and its arguments; nothing secret is among them.</summary>
    protected abstract ProcessStartInfo CreateStart();

    protected virtual ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken) => new(FreePort.AnswersAsync(Host, Port, cancellationToken));

    /// <summary>Ends what the server left behind.</summary>
    protected virtual ValueTask CleanAsync() => ValueTask.CompletedTask;

    private async Task EndAsync(int signal)
    {
        if (IsRunning)
        {
            Signal(signal);
            await _process!.WaitForExitAsync();
        }
    }

    private void Signal(int signal)
    {
        if (IsRunning)
        {
            _ = Send(_process!.Id, signal);
        }
    }

    private void SignalAll(int signal)
    {
        if (IsRunning)
        {
            SignalTree(_process!.Id, signal);
        }
    }

    // The parent first: one that goes on would start others.
    private static void SignalTree(int processId, int signal)
    {
        _ = Send(processId, signal);
        foreach (var child in Children(processId).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            SignalTree(int.Parse(child, CultureInfo.InvariantCulture), signal);
        }
    }

    private static string Children(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/task/{processId}/children");
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return string.Empty;
        }
    }

    private void Write(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int processId, int signal);
}
