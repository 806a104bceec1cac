namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>One version of a credential as it is stored.</summary>
public sealed class SealedRecord
{
    public required string Namespace { get; set; }

    public required string Name { get; set; }

    public required int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was deleted; null when it is not.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The data key that it is encrypted with.</summary>
    public required string KeyId { get; set; }

    /// <summary>The secret, encrypted.</summary>
    public required byte[] Sealed { get; set; }

    internal CredentialInfo Info => new(new CredentialName(Namespace, Name), Version, CreatedAt, DeletedAt is not null);
}
