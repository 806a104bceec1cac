using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Execution;

/// <summary>The command line of the container engine that answers: docker, else podman, or the one that <c>ASPIRE_CONTAINER_RUNTIME</c> names.</summary>
internal sealed class ContainerEngine(ProcessWarden warden, IConfiguration configuration)
{
    /// <summary>The label that every container of a run carries; its value is the run's id.</summary>
    public const string RunLabel = "flex.run";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<string>? _found;

    /// <returns>The full path of the command line.</returns>
    /// <exception cref="DistributedApplicationException">No engine answers.</exception>
    public Task<string> FindAsync()
    {
        lock (_lock)
        {
            // An engine that did not answer may have been started since.
            return _found = _found is null or { IsFaulted: true } ? SearchAsync() : _found;
        }
    }

    public async Task RemoveAsync(string container)
    {
        if (_found is { IsCompletedSuccessfully: true } found)
        {
            await SucceedsAsync(await found, "rm", "--force", "--volumes", container);
        }
    }

    private async Task<string> SearchAsync()
    {
        var chosen = configuration["ASPIRE_CONTAINER_RUNTIME"] is { Length: > 0 } named ? named : null;
        foreach (var name in chosen is null ? ["docker", "podman"] : new[] { chosen })
        {
            // The client alone answers "version" as well; "ps" needs the engine.
            if (SearchPath.Find(name, Environment.CurrentDirectory) is { } program && await SucceedsAsync(program, "ps", "--quiet"))
            {
                warden.RemoveContainers(program);
                return program;
            }
        }

        var silent = chosen is null ? "neither docker nor podman answers" : $"'{chosen}', which ASPIRE_CONTAINER_RUNTIME names, does not answer";
        throw new DistributedApplicationException(
            $"It needs a container engine, and {silent}: install and start one, or run this resource in another way than as a container.");
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var limit = new CancellationTokenSource(s_patience);
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                CreateNoWindow = true,
            })!;
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
            return process.ExitCode == 0;
        }
        catch (Exception error) when (error is Win32Exception or OperationCanceledException)
        {
            return false;
        }
    }
}
