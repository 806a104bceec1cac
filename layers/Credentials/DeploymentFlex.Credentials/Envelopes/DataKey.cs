namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>A data key as it is stored: wrapped under a master key.</summary>
public sealed class DataKey
{
    /// <summary>16 hexadecimal digits, made at random.</summary>
    public required string Id { get; set; }

    /// <summary>The master key that it is wrapped under.</summary>
    public required string MasterKeyId { get; set; }

    public required byte[] Wrapped { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
