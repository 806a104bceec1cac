using System.Diagnostics;

namespace Aspire.Hosting.Execution;

/// <summary>One process of a resource, from its start to its last line.</summary>
internal sealed class ResourceProcess : IDisposable
{
    // A descendant may hold the pipes open after the process itself has ended.
    private static readonly TimeSpan s_lastLinesWithin = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Process _process;
    private readonly Task _output;
    private bool _disposed;

    private ResourceProcess(Process process, Action<string, bool> written)
    {
        _process = process;
        Id = process.Id;
        _output = Task.WhenAll(
            PumpAsync(process.StandardOutput, line => written(line, false)),
            PumpAsync(process.StandardError, line => written(line, true)));
    }

    public int Id { get; }

    /// <exception cref="System.ComponentModel.Win32Exception">The program could not be started.</exception>
    public static ResourceProcess Start(ProcessStartInfo start, Action<string, bool> written)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.CreateNoWindow = true;
        var process = Process.Start(start)!;
        process.StandardInput.Dispose();
        return new ResourceProcess(process, written);
    }

    /// <summary>Waits for the end of the process and for what it wrote.</summary>
    /// <returns>The exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(_output, Task.Delay(s_lastLinesWithin));
        return _process.ExitCode;
    }

    public void Terminate() => Signal(Session.Terminate);

    public void Kill() => Signal(Session.Kill);

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _process.Dispose();
        }
    }

    // A stop may come while the process ends by itself and is given up.
    private void Signal(Action<Process> send)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                send(_process);
            }
        }
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> written)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                written(line);
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or IOException)
        {
            // The process is gone, and with it the pipe.
        }
    }
}
