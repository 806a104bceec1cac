using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.CrashHost;

/// <summary>Work that goes on until the process is killed; should nobody do it, it ends by itself after a while.</summary>
internal static class Forever
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private const int Parallelism = 16;

    public static Task EnqueueAsync(string path)
    {
        var queue = EmbeddedJobQueue.Open(new EmbeddedJobQueueOptions { Path = path }, TimeProvider.System, NullLogger.Instance);
        return RepeatAsync(id => queue.EnqueueAsync(new NewJob(id, "test.work", "{}"u8.ToArray()), CancellationToken.None).AsTask());
    }

    /// <summary>Writes records, each with a message of the same id.</summary>
    public static async Task WriteAsync(string path)
    {
        await using var host = new DataHost<NotesContext>([new("Layers:Data:sqlite:Path", path)]);
        await host.StartAsync();
        await RepeatAsync(id => host.Database.WriteAsync(
            (context, _) =>
            {
                context.Notes.Add(new Note { Id = id, Title = id.ToString() });
                context.Post(id, "http://nobody", "{}", DateTimeOffset.UtcNow);
                return Task.FromResult(true);
            },
            CancellationToken.None));
    }

    public static async Task SetCredentialsAsync(string name)
    {
        using var limit = new CancellationTokenSource(s_longest);
        await CredentialWriter.RunAsync(name, limit.Token);
    }

    private static async Task RepeatAsync(Func<Guid, Task> work)
    {
        using var limit = new CancellationTokenSource(s_longest);
        await Task.WhenAll(Enumerable.Range(0, Parallelism).Select(async _ =>
        {
            while (!limit.IsCancellationRequested)
            {
                var id = Guid.CreateVersion7();
                await work(id);
                Console.WriteLine(id);
            }
        }));
    }
}
