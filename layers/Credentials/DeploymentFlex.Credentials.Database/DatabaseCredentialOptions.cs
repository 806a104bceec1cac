using DeploymentFlex.Credentials.Envelopes;

namespace DeploymentFlex.Credentials.Database;

/// <summary>
/// Encrypted rows in a database of the data layer: <c>Layers:Credentials:database</c>. All instances need the same master
/// key; in development one is made under the deployment's data path.
/// </summary>
public sealed class DatabaseCredentialOptions : EnvelopeOptions;
