namespace DeploymentFlex.Credentials.Database;

/// <summary>The seal on all rows of one credential, so that none can go, come or change unseen.</summary>
public sealed class RowSeal
{
    public required string Namespace { get; set; }

    public required string Name { get; set; }

    /// <summary>The data key that it is under.</summary>
    public required string KeyId { get; set; }

    /// <summary>A tag on the versions with their times, keys and encrypted secrets.</summary>
    public required byte[] Seal { get; set; }
}
