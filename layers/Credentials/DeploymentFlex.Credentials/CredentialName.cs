namespace DeploymentFlex.Credentials;

/// <summary>Where a secret is: a namespace and a name in it, each of <c>[A-Za-z0-9._-]</c>, 1 to 100 characters.</summary>
public readonly record struct CredentialName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}/{Name}";
}
