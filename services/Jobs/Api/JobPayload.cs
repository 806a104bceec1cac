using System.Runtime.InteropServices;
using System.Text.Json;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>What a request says about a job's work: its type and its payload.</summary>
internal static class JobPayload
{
    /// <summary>The largest payload in bytes. What is larger is stored elsewhere, and the job names it.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>The largest request body: a payload and what stands around it.</summary>
    public const int MaxBodyBytes = MaxBytes + (4 << 10);

    /// <summary>The payload as it was sent; an object without members when there was none.</summary>
    public static byte[] Read(JsonElement? payload) =>
        payload is { ValueKind: not JsonValueKind.Null } value ? JsonMarshal.GetRawUtf8Value(value).ToArray() : "{}"u8.ToArray();

    /// <summary>What is wrong with type or payload, or null.</summary>
    public static IResult? Check(string? type, JsonElement? payload, IReadOnlyList<string> known)
    {
        if (type is null || !known.Contains(type, StringComparer.Ordinal))
        {
            return Problems.Unprocessable($"type: '{type}' has no handler. Known: {string.Join(", ", known)}.");
        }

        if (payload is not { } value || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            return Problems.BadRequest("payload: must be a JSON object.");
        }

        return JsonMarshal.GetRawUtf8Value(value).Length > MaxBytes
            ? Problems.TooLarge($"payload: is larger than {MaxBytes} bytes. Store it, and let the job name it.")
            : null;
    }
}
