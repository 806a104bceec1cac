namespace DeploymentFlex.Layers.Configuration;

/// <summary><c>CREDENTIAL_SERVICE</c>, <c>KMS_*</c> and <c>VAULT__*</c>.</summary>
internal static class CredentialAliases
{
    public static void Read(AliasReader env)
    {
        if (env.Switch("ENABLE_CLOUD_KMS") is { } enabled)
        {
            Choose(env, enabled ? "cloud-kms" : "local", "ENABLE_CLOUD_KMS");
        }

        if (env.Switch("VAULT__ENABLED") is true)
        {
            env.SetChain(Layer.Credentials, "vault");
        }

        env.Copy("VAULT__URL", "Layers:Credentials:vault:Address");
        env.Copy("VAULT__TOKEN", "Layers:Credentials:vault:Token");

        if (env.Choice("CREDENTIAL_SERVICE", "cloud-kms", "local") is { } service)
        {
            Choose(env, service, "CREDENTIAL_SERVICE");
        }
    }

    private static void Choose(AliasReader env, string service, string name)
    {
        if (service is "local")
        {
            env.SetChain(Layer.Credentials, "local");
            return;
        }

        var endpoint = env.Peek("KMS_ENDPOINT");
        if (endpoint?.StartsWith("arn:", StringComparison.OrdinalIgnoreCase) is true)
        {
            env.SetChain(Layer.Credentials, "aws-kms");
            env.Set("Layers:Credentials:aws-kms:KeyArn", endpoint);
        }
        else if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            Refuse(env, name, endpoint);
        }
        else if (address.Host.Contains(".vault.", StringComparison.OrdinalIgnoreCase))
        {
            env.SetChain(Layer.Credentials, "azure-key-vault");
            env.Set("Layers:Credentials:azure-key-vault:VaultUri", endpoint);
        }
        else if (env.Peek("KMS_API_KEY") is { } token)
        {
            env.SetChain(Layer.Credentials, "vault");
            env.Set("Layers:Credentials:vault:Address", endpoint);
            env.Set("Layers:Credentials:vault:Token", token);
        }
        else
        {
            Refuse(env, name, endpoint);
        }
    }

    private static void Refuse(AliasReader env, string name, string? endpoint) =>
        env.Problems.Add(
            $"KMS_ENDPOINT: '{endpoint}' does not say which vault {name} means. Allowed: the address of an Azure key vault "
            + "(https://name.vault.azure.net), the ARN of an AWS KMS key (arn:aws:kms:…), or the address of a HashiCorp Vault with its token in KMS_API_KEY.");
}
