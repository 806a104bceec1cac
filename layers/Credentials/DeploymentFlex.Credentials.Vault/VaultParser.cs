using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>Reads Vault's answers. What is none is an error that shows nothing of it, for it may hold a secret.</summary>
internal static class VaultParser
{
    /// <exception cref="VaultRequestException">It is not such an answer.</exception>
    public static T Read<T>(byte[] answer, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw NoAnswer();
        }
        catch (JsonException)
        {
            throw NoAnswer();
        }
    }

    /// <summary>The secret of an entry; null when it has none: of a version that is deleted or destroyed Vault tells the metadata alone.</summary>
    /// <exception cref="CredentialRefusedException">What is there is no secret of ours.</exception>
    public static (string Secret, VaultAnswers.Version Version)? Secret(byte[] answer, string field)
    {
        var entry = Read(answer, VaultJson.Default.AnswerEntry).Data;
        if (entry?.Metadata is not { } version || version.Destroyed || entry.Data is null)
        {
            return null;
        }

        return entry.Data.TryGetValue(field, out var value) && value.ValueKind is JsonValueKind.String
            ? (value.GetString()!, version)
            : throw new CredentialRefusedException($"The entry has no text in its field '{field}': name another in Layers:Credentials:vault:Field.");
    }

    /// <summary>The versions that can be read or had back, the oldest first.</summary>
    public static IReadOnlyList<CredentialInfo> Versions(VaultReply reply, CredentialName name)
    {
        var history = Read(reply.Content, VaultJson.Default.AnswerHistory).Data ?? throw NoAnswer();
        var versions = new List<CredentialInfo>();
        foreach (var (number, version) in history.Versions ?? new Dictionary<string, VaultAnswers.Version>(StringComparer.Ordinal))
        {
            if (!int.TryParse(number, out var parsed) || version is null)
            {
                throw NoAnswer();
            }

            if (!version.Destroyed)
            {
                versions.Add(new CredentialInfo(name, parsed, version.CreatedTime, version.IsDeleted(reply.At)));
            }
        }

        return [.. versions.OrderBy(static info => info.Version)];
    }

    public static VaultRequestException NoAnswer() => new("Vault answered with something that is no answer to this request. Is the address that of a Vault, and the engine a KV of version 2?");
}
