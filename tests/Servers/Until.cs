using System.Diagnostics;
using Xunit;

namespace DeploymentFlex.TestServers;

/// <summary>Waits for a condition.</summary>
public static class Until
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again, and fails the test when the condition does not come true in time.</summary>
    public static async Task TrueAsync(
        Func<CancellationToken, ValueTask<bool>> condition, TimeSpan patience, string description, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                Assert.Fail($"Not within {patience.TotalSeconds} s: {description}.");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }
}
