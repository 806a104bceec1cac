using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Layers.Tests.Support;
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
            acknowledged.AddRange(CrashingProcess.IdsOf(await CrashingProcess.RunAsync(lines: 100 * round, ["data", _folder.Path])));
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
}
