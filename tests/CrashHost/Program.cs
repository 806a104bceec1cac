// A process for tests to kill. "jobs <file>": enqueues until it is killed, and prints the id of every job that was acknowledged.
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

if (args is not ["jobs", var path])
{
    Console.Error.WriteLine("usage: jobs <file>");
    return 64;
}

var queue = EmbeddedJobQueue.Open(new EmbeddedJobQueueOptions { Path = path }, TimeProvider.System, NullLogger.Instance);
await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
{
    while (true)
    {
        var id = Guid.CreateVersion7();
        await queue.EnqueueAsync(new NewJob(id, "test.work", "{}"u8.ToArray()), CancellationToken.None);
        Console.WriteLine(id);
    }
}));
return 0;
