namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>Which records: all, those of a namespace, or those of one credential.</summary>
/// <param name="Namespace">The namespace; null for all.</param>
/// <param name="Name">The name; null for all of the namespace.</param>
public readonly record struct RecordFilter(string? Namespace, string? Name)
{
    public static RecordFilter All => default;

    public static RecordFilter Of(CredentialName name) => new(name.Namespace, name.Name);

    public bool Includes(SealedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Namespace is null || record.Namespace == Namespace) && (Name is null || record.Name == Name);
    }
}
