namespace DeploymentFlex.Credentials.Local;

/// <summary>The encrypted local file: <c>Layers:Credentials:local</c>.</summary>
public sealed class LocalCredentialOptions
{
    /// <summary>The folder of the file; <c>credentials</c> under the deployment's data path when not set.</summary>
    public string? Path { get; set; }

    /// <summary>The file of the master key, 32 bytes as base64; made beside the credentials when not set and not there.</summary>
    public string? KeyFile { get; set; }
}
