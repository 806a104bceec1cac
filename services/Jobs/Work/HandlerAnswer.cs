using System.Net;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>What a handler made of a job.</summary>
/// <param name="Error">What went wrong, or null when the job is done.</param>
/// <param name="MayRetry">Whether another attempt can help.</param>
/// <param name="RetryAfter">When the handler wants the next attempt, or null.</param>
internal sealed record HandlerAnswer(string? Error, bool MayRetry, TimeSpan? RetryAfter)
{
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromDays(1);

    public static HandlerAnswer Done { get; } = new(Error: null, MayRetry: false, RetryAfter: null);

    /// <summary>The handler did not answer.</summary>
    public static HandlerAnswer None(string why) => new(why, MayRetry: true, RetryAfter: null);

    /// <summary>2xx is done; 408, 429 and 5xx may go better another time; anything else never will.</summary>
    public static async Task<HandlerAnswer> ReadAsync(
        HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken) =>
        response.IsSuccessStatusCode
            ? Done
            : new HandlerAnswer(await ProblemText.ReadAsync(response, cancellationToken), MayHelp(response.StatusCode), RetryAfterOf(response, now));

    private static bool MayHelp(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var after = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - now : null;
        return after is null ? null : TimeSpan.FromTicks(Math.Clamp(after.Value.Ticks, 0, s_longestRetryAfter.Ticks));
    }
}
