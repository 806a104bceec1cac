using DeploymentFlex.Credentials.Envelopes;

namespace DeploymentFlex.Credentials.Local;

/// <summary>What follows the header.</summary>
internal sealed record SealedFileBody(IReadOnlyList<DataKey> Keys, IReadOnlyList<SealedRecord> Credentials);
