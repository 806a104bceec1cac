using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Reads records that are JSON.</summary>
public static class JsonRecords
{
    /// <exception cref="InvalidDataException">It is none; what a reader of a <see cref="RecordLog"/> throws for a damaged one.</exception>
    public static T Read<T>(ReadOnlySpan<byte> record, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(record, type) ?? throw new InvalidDataException("a record is null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"a record is not what it should be: {error.Path ?? "no JSON"}", error);
        }
    }
}
