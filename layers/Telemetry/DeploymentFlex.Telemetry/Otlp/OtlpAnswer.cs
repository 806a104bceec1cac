using System.Net.Http.Headers;
using System.Text;
using DeploymentFlex.Layers.Http;

namespace DeploymentFlex.Telemetry.Otlp;

/// <summary>
/// What a collector's answer means, by https://opentelemetry.io/docs/specs/otlp/#failures: what is not among the answers
/// that ask for another try is final. A wrong key is kept as well, since an operator mends it.
/// </summary>
/// <param name="Verdict">What became of the request.</param>
/// <param name="Reason">The answer in words.</param>
internal readonly record struct OtlpAnswer(OtlpVerdict Verdict, string Reason)
{
    private const string Status = "grpc-status";

    public static OtlpAnswer Of(HttpResponseMessage response, bool isGrpc)
    {
        var status = isGrpc ? Find(response.TrailingHeaders, Status) ?? Find(response.Headers, Status) : null;
        return status is not null ? OfCall(status, response)
            : isGrpc && response.IsSuccessStatusCode ? new OtlpAnswer(OtlpVerdict.Unanswered, "no gRPC status")
            : new OtlpAnswer(OfPost((int)response.StatusCode), $"HTTP {(int)response.StatusCode}");
    }

    /// <summary>What became of a request that ended in an error.</summary>
    public static OtlpVerdict Of(Exception error) =>
        error is HttpRequestException failure && ServerHttp.IsUnsent(failure) ? OtlpVerdict.Later : OtlpVerdict.Unanswered;

    private static OtlpVerdict OfPost(int status) => status switch
    {
        >= 200 and < 300 => OtlpVerdict.Taken,
        504 => OtlpVerdict.Unanswered,
        < 400 or 401 or 403 or 407 or 429 or 502 or 503 => OtlpVerdict.Later,
        _ => OtlpVerdict.Refused,
    };

    private static OtlpAnswer OfCall(string status, HttpResponseMessage response) => new(
        status switch
        {
            "0" => OtlpVerdict.Taken,
            "4" => OtlpVerdict.Unanswered,
            "1" or "7" or "10" or "11" or "14" or "15" or "16" => OtlpVerdict.Later,
            "8" when SaysWhen(response) => OtlpVerdict.Later,
            _ => OtlpVerdict.Refused,
        },
        $"gRPC status {status}");

    // Without a google.rpc.RetryInfo among its details an exhausted collector will not recover: the request is too large.
    private static bool SaysWhen(HttpResponseMessage response)
    {
        const string name = "grpc-status-details-bin";
        var details = Find(response.TrailingHeaders, name) ?? Find(response.Headers, name) ?? "";
        var bytes = new byte[details.Length];
        return Convert.TryFromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '='), bytes, out var length)
            && bytes.AsSpan(0, length).IndexOf(Encoding.ASCII.GetBytes("google.rpc.RetryInfo")) >= 0;
    }

    private static string? Find(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;
}
