using System.Diagnostics;
using DeploymentFlex.Conformance.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Layers.Tests.Data;

public sealed class SqliteCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_acknowledged_write_is_lost_when_the_process_is_killed()
    {
        var acknowledged = new List<Guid>();
        for (var round = 1; round <= 3; round++)
        {
            acknowledged.AddRange(await WriteUntilKilledAsync(count: 100 * round));
        }

        await using var host = new DataHost<NotesContext>(_folder.Settings);
        await host.StartAsync();
        var (notes, messages) = await host.Database.ReadAsync(
            async (context, token) => (
                await context.Notes.Select(note => note.Id).ToListAsync(token),
                await context.Outbox.Select(message => message.Id).ToListAsync(token)),
            TestContext.Current.CancellationToken);

        acknowledged.Except(notes).ShouldBeEmpty();
        messages.ShouldBe(notes, ignoreOrder: true);
    }

    /// <summary>Kills the process (SIGKILL) after it printed so many ids, and returns all that it printed.</summary>
    private async Task<List<Guid>> WriteUntilKilledAsync(int count)
    {
        // It loads the providers beside it, which only this test's list of dependencies knows all.
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", "--depsfile", InOutput("DeploymentFlex.Layers.Tests.deps.json"), InOutput("DeploymentFlex.CrashHost.dll"), "data", _folder.Path },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var ids = new List<Guid>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            // The last line may be cut short; whoever reads half an id has no acknowledgement.
            if (Guid.TryParseExact(line, "D", out var id))
            {
                ids.Add(id);
            }

            if (ids.Count == count)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        ids.Count.ShouldBeGreaterThanOrEqualTo(count);
        return ids;
    }

    private static string InOutput(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
