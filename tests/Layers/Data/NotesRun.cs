using System.Collections.Concurrent;
using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Data.Outbox;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>
/// Callers that write records, each with a message of the same id, and read back what was acknowledged, while something
/// befalls the database.
/// </summary>
internal static class NotesRun
{
    private const int Operations = 2_000;

    // What a statement writes beside its keys: as much as makes tables grow on a disk that is full.
    private static readonly string s_text = new('x', 1_500);

    // What a statement's time is set to here, and two to connect, three times. The rest is for a slow machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, Outage outage)
    {
        await using var receiver = await Receiver.StartAsync(static (_, _) => Task.FromResult(202));
        await using var host = new DataHost<NotesContext>(
            [
                .. settings,
                new("Layers:Data:Circuit:ProbeInterval", "00:00:00.050"),
                new($"{OutboxOptions.Section}:PollInterval", "00:00:00.100"), new($"{OutboxOptions.Section}:Timeout", "00:00:01"),
            ],
            static builder => builder.AddOutbox<NotesContext>());
        await host.StartAsync();
        var acknowledged = new ConcurrentQueue<Guid>();
        var chain = host.Services.GetRequiredService<ProviderChain<IDataProvider>>();

        var report = await new Workload(Operations, () => chain.IsDegraded, (number, _) => OperateAsync(host.Database, number, receiver.Address, acknowledged))
            .RunAsync([outage], Stop);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        var notes = await host.Database.ReadAsync((context, token) => context.Notes.Select(note => note.Id).ToListAsync(token), Stop);
        acknowledged.Except(notes).ShouldBeEmpty("every acknowledged record is there");
        await Until.TrueAsync(
            async token => !await host.Database.ReadAsync((context, inner) => context.Outbox.AnyAsync(inner), token), "the outbox is empty");
        receiver.Messages.Select(static message => Guid.Parse(message.Key)).Distinct().ShouldBe(notes, ignoreOrder: true, "a message for each record, and no other");
    }

    private static async Task<OperationResult> OperateAsync(IDatabase<NotesContext> database, int number, string address, ConcurrentQueue<Guid> acknowledged)
    {
        try
        {
            if (number % 2 == 0)
            {
                acknowledged.Enqueue(await WriteAsync(database, address));
            }
            else if (acknowledged.TryDequeue(out var id))
            {
                // What was acknowledged is there at once; it goes back to be looked for at the end as well.
                acknowledged.Enqueue(id);
                (await database.ReadAsync((context, token) => context.Notes.AnyAsync(note => note.Id == id, token), Stop)).ShouldBeTrue();
            }

            return OperationResult.Done;
        }
        catch (LayerUnavailableException)
        {
            return OperationResult.Refused;
        }
    }

    private static Task<Guid> WriteAsync(IDatabase<NotesContext> database, string address)
    {
        var note = new Note { Id = Guid.CreateVersion7(), Title = Guid.NewGuid().ToString() };
        note.Lines.Add(new NoteLine { Id = Guid.CreateVersion7(), Text = s_text });
        return database.WriteAsync(
            (context, _) =>
            {
                context.Notes.Add(note);
                context.Post(note.Id, address, "{}", DateTimeOffset.UtcNow);
                return Task.FromResult(note.Id);
            },
            Stop);
    }
}
