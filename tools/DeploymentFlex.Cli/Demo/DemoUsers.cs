using System.Diagnostics;

namespace DeploymentFlex.Cli.Demo;

/// <summary>People who search five times a second, and count what they get, until they are disposed of.</summary>
internal sealed class DemoUsers : IAsyncDisposable
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public DemoUsers(DemoSystem system, string caseId, string question)
    {
        _work = SearchAsync(system, caseId, question);
    }

    public int Searches { get; private set; }

    public int Failures { get; private set; }

    public string? LastFailure { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    private async Task SearchAsync(DemoSystem system, string caseId, string question)
    {
        using var timer = new PeriodicTimer(s_between);
        while (!_stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            Searches++;
            try
            {
                if (await system.SearchAsync(caseId, question, CancellationToken.None) is { Line: null })
                {
                    Fail("it found nothing");
                }
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                Fail(error.Message);
            }

            var took = Stopwatch.GetElapsedTime(started);
            Slowest = took > Slowest ? took : Slowest;
            try
            {
                await timer.WaitForNextTickAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                // They have seen enough.
            }
        }
    }

    private void Fail(string reason)
    {
        Failures++;
        LastFailure = reason;
    }
}
