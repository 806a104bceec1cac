namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>Where the bytes of evidence are kept in the file layer.</summary>
public static class FileKeys
{
    /// <summary>What all keys start with.</summary>
    public const string Prefix = "evidence/";

    /// <summary>The key of a piece of evidence: its id and nothing of its name.</summary>
    public static string Content(Guid evidenceId) => $"{Prefix}{evidenceId:D}";

    /// <summary>The id in a key, or null where the key is none of evidence.</summary>
    public static Guid? Parse(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(key.AsSpan(Prefix.Length), "D", out var id) ? id : null;
}
