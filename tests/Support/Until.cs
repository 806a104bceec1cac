using System.Diagnostics;
using Xunit;

namespace DeploymentFlex.TestSupport;

/// <summary>Waits for a condition that tells nobody when it comes true, and for no set time.</summary>
public static class Until
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc cref="TrueAsync(Func{CancellationToken, ValueTask{bool}}, string, TimeSpan?, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> condition, string description, TimeSpan? patience = null) =>
        TrueAsync(_ => new ValueTask<bool>(condition()), description, patience);

    /// <summary>Asks again and again, and fails the test when the condition does not come true in time, 60 s unless said otherwise.</summary>
    /// <param name="condition">What is asked.</param>
    /// <param name="description">What is waited for, for the failure's message.</param>
    /// <param name="patience">How long to ask.</param>
    /// <param name="pause">Between two questions: 10 ms, or longer for one that costs whoever answers it.</param>
    public static async Task TrueAsync(
        Func<CancellationToken, ValueTask<bool>> condition, string description, TimeSpan? patience = null, TimeSpan? pause = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var cancellationToken = TestContext.Current.CancellationToken;
        var limit = patience ?? s_patience;
        var started = Stopwatch.GetTimestamp();
        while (!await condition(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                Assert.Fail($"Not within {limit.TotalSeconds} s: {description}.");
            }

            await Task.Delay(pause ?? s_pause, cancellationToken);
        }
    }
}
