using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>What is read of Vault's answers (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2).</summary>
internal static class VaultAnswers
{
    /// <summary>Every answer: its data, and for a sign-in who one is.</summary>
    internal sealed record Answer<TData>(TData? Data, Auth? Auth)
        where TData : class;

    /// <summary>What a sign-in or a renewal gives.</summary>
    internal sealed record Auth(
        [property: JsonPropertyName("client_token")] string? ClientToken,
        [property: JsonPropertyName("lease_duration")] long LeaseDuration,
        bool Renewable);

    /// <summary><c>auth/token/lookup-self</c>; the time to live is in seconds, 0 for ever.</summary>
    internal sealed record TokenInfo(long Ttl, bool Renewable);

    /// <summary><c>GET data/…</c>.</summary>
    internal sealed record Entry(IReadOnlyDictionary<string, JsonElement>? Data, Version? Metadata);

    /// <summary>One version, as entries and writes tell it.</summary>
    internal sealed record Version(
        [property: JsonPropertyName("version")] int Number,
        [property: JsonPropertyName("created_time")] DateTimeOffset CreatedTime,
        [property: JsonPropertyName("deletion_time")] string? DeletionTime,
        bool Destroyed)
    {
        /// <summary>
        /// Whether it is deleted by then. Of a version that goes by itself (<c>delete_version_after</c>) Vault tells the time to come.
        /// </summary>
        /// <param name="now">A second by Vault's clock.</param>
        /// <exception cref="VaultRequestException">The time of deletion is none.</exception>
        public bool IsDeleted(DateTimeOffset now) =>
            !string.IsNullOrEmpty(DeletionTime)
            && (DateTimeOffset.TryParse(DeletionTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var deleted)
                ? deleted < now.AddSeconds(1)
                : throw VaultParser.NoAnswer());
    }

    /// <summary><c>GET metadata/…</c>: versions by their number.</summary>
    internal sealed record History(
        [property: JsonPropertyName("current_version")] int CurrentVersion,
        IReadOnlyDictionary<string, Version>? Versions);

    /// <summary><c>LIST metadata/…</c>; what ends in a slash is a folder.</summary>
    internal sealed record Keys([property: JsonPropertyName("keys")] IReadOnlyList<string>? Names);

    /// <summary><c>sys/health</c>.</summary>
    internal sealed record Health(bool Initialized, bool Sealed, bool Standby, string? Version, [property: JsonPropertyName("server_time_utc")] long ServerTimeUtc);
}
