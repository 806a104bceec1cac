using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.ExternalApis.Production;

/// <summary>One real API: <c>Layers:ExternalApis:production:Apis:{api}</c>.</summary>
public sealed class ProductionApiOptions : IValidatableObject
{
    /// <summary>The address that the paths of calls are below, for example <c>https://api.example/v1</c>.</summary>
    public string BaseUrl { get; set; } = string.Empty;

    /// <summary>The key to show; none when it is empty.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The header that has the key: in <c>Authorization</c> it is a bearer token.</summary>
    [RegularExpression("[A-Za-z0-9-]{1,64}", ErrorMessage = "must be the name of a header.")]
    public string ApiKeyHeader { get; set; } = "Authorization";

    /// <summary>The header that has a call's idempotency key.</summary>
    [RegularExpression("[A-Za-z0-9-]{1,64}", ErrorMessage = "must be the name of a header.")]
    public string IdempotencyKeyHeader { get; set; } = "Idempotency-Key";

    /// <summary>The time for one attempt, its answer included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "must be from 10 ms to 1 hour.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call that may be repeated is, after the first attempt.</summary>
    [Range(0, 10, ErrorMessage = "must be from 0 to 10.")]
    public int Retries { get; set; } = 3;

    /// <summary>The pause before the first repeat; it doubles each time, with jitter, unless the API says how long (<c>Retry-After</c>).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ErrorMessage = "must be from 1 ms to 1 minute.")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause, also of those that the API asks for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00", ErrorMessage = "must be from 1 ms to 10 minutes.")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest answer, in bytes.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "must be from 1 to 2147483647 bytes.")]
    public int MaxAnswerBytes { get; set; } = 16 * 1024 * 1024;

    internal Uri Address => new(BaseUrl.TrimEnd('/') + "/", UriKind.Absolute);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0 || address.UserInfo.Length > 0)
        {
            yield return new("must be an http or https address such as https://api.example/v1, without query and user.", [nameof(BaseUrl)]);
        }

        if (ApiKey?.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            yield return new("has a character that no header takes.", [nameof(ApiKey)]);
        }
    }
}
