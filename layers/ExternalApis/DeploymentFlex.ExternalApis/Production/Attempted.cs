using System.Net;

namespace DeploymentFlex.ExternalApis.Production;

/// <summary>What came of one attempt: an answer, or an error.</summary>
internal sealed record Attempted
{
    public ExternalAnswer? Answer { get; init; }

    public Exception? Error { get; init; }

    /// <summary>Whether the request never left.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>How long the API asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the API said that it cannot just now.</summary>
    public bool IsBusy => Answer?.Status is >= 500 or (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.RequestTimeout;

    /// <summary>Whether the API certainly did nothing: it was not reached, or it refused for the number of calls.</summary>
    public bool IsUntouched => IsUnsent || Answer?.Status is (int)HttpStatusCode.TooManyRequests;
}
