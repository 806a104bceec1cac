using System.Buffers;
using System.Text.Json;

namespace DeploymentFlex.ExternalApis;

/// <summary>What came back.</summary>
/// <param name="Provider">Who gave it: <c>production</c>, <c>mock</c>, <c>noop</c>, or a provider of the application's own.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body, or empty.</param>
public sealed record ExternalAnswer(string Provider, int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the call was done, by the status.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>An answer for an API that the settings say nothing of: 501, with the next step as problem details.</summary>
    internal static ExternalAnswer NotSetUp(string provider, string title, string nextStep)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteNumber("status", 501);
            json.WriteString("detail", nextStep);
            json.WriteEndObject();
        }

        return new ExternalAnswer(provider, 501, body.WrittenMemory);
    }
}
