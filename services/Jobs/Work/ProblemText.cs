using System.Text;
using System.Text.Json;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>What a failed response says, in one short text: the status, and the detail or title of problem details.</summary>
internal static class ProblemText
{
    private const int MaxBytes = 16 << 10;
    private const int MaxLength = 1000;

    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        var body = new byte[MaxBytes];
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await content.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);

        var text = Detail(body.AsMemory(0, length)) ?? Encoding.UTF8.GetString(body, 0, length).Trim();
        text = text.Length == 0 ? status : $"{status}: {text}";
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    private static string? Detail(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? TextOf(document.RootElement, "detail") ?? TextOf(document.RootElement, "title")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
