using System.Diagnostics;

namespace DeploymentFlex.TestSupport.Faults;

/// <summary>Looks again and again at what is shown of a layer, and keeps when it changed.</summary>
internal sealed class StateWatch(Func<bool> isDegraded, long origin) : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<(TimeSpan At, bool IsDegraded)> _changes = [];
    private Task _watching = Task.CompletedTask;

    /// <summary>What was shown when it last looked.</summary>
    public bool IsDegraded
    {
        get
        {
            lock (_changes)
            {
                return _changes is [.., (_, true)];
            }
        }
    }

    public void Start() => _watching = WatchAsync();

    /// <summary>The first moment from then on at which the state was as asked for; null when there was none.</summary>
    public TimeSpan? First(bool degraded, TimeSpan from, TimeSpan to)
    {
        lock (_changes)
        {
            for (var i = 0; i < _changes.Count; i++)
            {
                var end = i + 1 < _changes.Count ? _changes[i + 1].At : TimeSpan.MaxValue;
                if (_changes[i].IsDegraded == degraded && end > from && _changes[i].At <= to)
                {
                    return _changes[i].At > from ? _changes[i].At : from;
                }
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        bool? shown = null;
        while (!_stop.IsCancellationRequested)
        {
            var now = isDegraded();
            if (now != shown)
            {
                shown = now;
                lock (_changes)
                {
                    _changes.Add((Stopwatch.GetElapsedTime(origin), now));
                }
            }

            await Task.Delay(s_interval, CancellationToken.None);
        }
    }
}
