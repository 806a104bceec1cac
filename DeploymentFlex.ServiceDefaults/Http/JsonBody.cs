using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace DeploymentFlex.ServiceDefaults.Http;

/// <summary>Reads small JSON bodies strictly: what is wrong with one is said in the sender's own words.</summary>
public static class JsonBody
{
    /// <summary>The largest body, in bytes; a larger one is answered with 413.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a JSON object whose fields are all known to the type.</summary>
    /// <exception cref="BadHttpRequestException">
    /// 415: not JSON by its content type; 413: too large; 400: not JSON, a field is unknown or of the wrong type.
    /// </exception>
    public static async Task<T> ReadJsonAsync<T>(
        this HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(type);
        if (!IsJson(request.ContentType))
        {
            throw new BadHttpRequestException(
                $"The content type is '{request.ContentType}'; send application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, s_options, cancellationToken);
            ThrowWhereFieldsAreUnknown(document.RootElement, type);
            return document.Deserialize(type)!;
        }
        catch (JsonException error)
        {
            throw Refuse(error.Path is { Length: > 0 } path
                ? $"The field '{path.TrimStart('$', '.')}' has a value of a wrong type."
                : $"The body is not valid JSON: {error.Message}");
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json reports an escape that is half of a surrogate pair.
            throw Refuse("The body is not valid JSON: a text in it is not valid Unicode.");
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MatchesMediaType("application/json") || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static void ThrowWhereFieldsAreUnknown(JsonElement body, JsonTypeInfo type)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw new BadHttpRequestException($"The body is a JSON {Name(body.ValueKind)}; send an object.");
        }

        var known = type.Properties.Where(static property => property.Set is not null).Select(static property => property.Name).ToList();
        foreach (var field in body.EnumerateObject())
        {
            if (!known.Contains(field.Name, StringComparer.Ordinal))
            {
                throw new BadHttpRequestException($"The field '{field.Name}' is not known; allowed are {string.Join(", ", known)}.");
            }
        }
    }

    private static string Name(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False
        ? "boolean"
        : kind.ToString().ToLowerInvariant();

    // The reader's own exceptions name types of this program; what the sender can use of them is in the message.
    private static BadHttpRequestException Refuse(string message) => new(message);
}
