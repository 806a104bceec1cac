using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeploymentFlex.Cli.Dashboard;

namespace DeploymentFlex.Cli.Run;

/// <summary>The logs of what runs, put in the order of time: of everything, or of one service with all its replicas.</summary>
internal sealed class RunLogs(ResourceService service, string? only = null)
{
    /// <summary>How long lines are gathered before they are put in order: services write at the same time.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);

    // The number of the last line that was read, by resource.
    private readonly Dictionary<string, int> _read = new(StringComparer.Ordinal);

    /// <summary>The last lines of all together; <see cref="FollowAsync"/> goes on after them.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadLastAsync(IEnumerable<RunResource> resources, int count, CancellationToken cancellationToken)
    {
        var lines = new List<LogLine>();
        foreach (var resource in resources.Where(IsWanted))
        {
            await foreach (var batch in ReadAsync(resource, after: 0, follow: false, cancellationToken))
            {
                lines.AddRange(batch.Lines);
                _read[resource.Id] = batch.Last;
            }
        }

        return [.. lines.OrderBy(static line => line.Time).TakeLast(count)];
    }

    /// <summary>The lines that have not been read, and then new ones until the AppHost ends.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = Channel.CreateUnbounded<LogLine>(new UnboundedChannelOptions { SingleReader = true });
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowAllAsync(lines.Writer, done.Token);
        try
        {
            while (await lines.Reader.WaitToReadAsync(cancellationToken))
            {
                await Task.Delay(Together, cancellationToken);
                var batch = new List<LogLine>();
                while (lines.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return [.. batch.OrderBy(static line => line.Time)];
            }
        }
        finally
        {
            await done.CancelAsync();
            await following;
        }
    }

    private bool IsWanted(RunResource resource) => only is null || only == resource.Name || only == resource.DisplayName;

    // Ends the channel, with what went wrong, however it ends.
    private async Task FollowAllAsync(ChannelWriter<LogLine> lines, CancellationToken cancellationToken)
    {
        var logs = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            await foreach (var resources in service.WatchResourcesAsync(cancellationToken))
            {
                foreach (var resource in resources.Where(resource => IsWanted(resource) && !logs.ContainsKey(resource.Id)))
                {
                    logs.Add(resource.Id, FollowOneAsync(resource, lines, cancellationToken));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ResourceServiceException { IsGone: true })
        {
            // It ends, and so do the logs.
        }
        catch (ResourceServiceException e)
        {
            lines.TryComplete(e);
        }

        await Task.WhenAll(logs.Values);
        lines.TryComplete();
    }

    private async Task FollowOneAsync(RunResource resource, ChannelWriter<LogLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var batch in ReadAsync(resource, _read.GetValueOrDefault(resource.Id), follow: true, cancellationToken))
            {
                foreach (var line in batch.Lines)
                {
                    lines.TryWrite(line);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ResourceServiceException { IsGone: true })
        {
            // It ends.
        }
        catch (ResourceServiceException e)
        {
            lines.TryComplete(e);
        }
    }

    // What was read before comes first, and is left out; a log that begins anew later counts from 1 again.
    private async IAsyncEnumerable<(IReadOnlyList<LogLine> Lines, int Last)> ReadAsync(
        RunResource resource, int after, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var time = resource.Since ?? DateTimeOffset.UnixEpoch;
        var isNew = false;
        await foreach (var batch in service.WatchLogAsync(resource, follow, cancellationToken))
        {
            var lines = new List<LogLine>();
            foreach (var message in batch)
            {
                isNew |= message.LineNumber > after;
                if (isNew)
                {
                    var line = LogLine.Parse(resource.Name, message.Text, time);
                    time = line.Time;
                    lines.Add(line);
                }
            }

            if (lines.Count > 0)
            {
                yield return (lines, batch[^1].LineNumber);
            }
        }
    }
}
