using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Vectors.Pgvector;

/// <summary>Metadata as the database has it.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PgvectorJson : JsonSerializerContext
{
    public static string Write(IReadOnlyDictionary<string, string> metadata) => JsonSerializer.Serialize(metadata, Default.IReadOnlyDictionaryStringString);

    public static Dictionary<string, string> Read(string json) => JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];
}
