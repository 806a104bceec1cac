using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Demo;

/// <summary>Garnet, which speaks as Redis does, from the repository's tool manifest: a server that needs neither root nor an installation.</summary>
internal sealed class DemoCache(Repository repository) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private Process? _process;

    public ushort Port { get; } = FreePorts.Next();

    /// <summary>Fetches the tool where it is not there yet, and says what to do when it cannot be had.</summary>
    public static async Task<bool> IsThereAsync(Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        var restored = await ChildProcess.RunAsync("dotnet", ["tool", "restore"], repository.Root, cancellationToken: cancellationToken);
        if (restored.ExitCode == 0)
        {
            return true;
        }

        screen.Error(
            "The demo needs Garnet as its cache server, a dotnet tool that could not be fetched. Nothing was started.\n"
            + "Where this machine has a package source that holds garnet-server (dotnet nuget list source shows them), run\n"
            + "'dotnet tool restore' until it succeeds, then './flex demo' again. 'dotnet tool restore' said:\n" + restored.Output.Trim());
        return false;
    }

    /// <summary>Starts the server, with nothing in it, and waits until it listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(new ProcessStartInfo(
            "dotnet", ["tool", "run", "garnet-server", "--", "--port", $"{Port}", "--bind", "127.0.0.1", "--lua"])
        {
            WorkingDirectory = repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        while (!await ListensAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"garnet-server ended with exit code {_process.ExitCode}; 'dotnet tool run garnet-server' shows why.");
            }

            await Task.Delay(s_pause, limit.Token);
        }
    }

    /// <summary>Ends the server as a crash does.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
