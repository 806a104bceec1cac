using DeploymentFlex.Credentials.Envelopes;

namespace DeploymentFlex.Credentials.Local;

/// <summary>The encrypted local file: <c>Layers:Credentials:local</c>. Its master key is made beside it when none is named.</summary>
public sealed class LocalCredentialOptions : EnvelopeOptions
{
    /// <summary>The folder of the file; <c>credentials</c> under the deployment's data path when not set.</summary>
    public string? Path { get; set; }
}
