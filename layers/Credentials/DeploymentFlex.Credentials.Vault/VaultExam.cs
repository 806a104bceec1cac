using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>Looks at a Vault before a deployment starts.</summary>
internal sealed class VaultExam(VaultOptions options, VaultClient vault, TimeProvider time, Func<CancellationToken, Task<IReadOnlyList<string>>> list)
{
    private const string Section = "Layers:Credentials:vault";

    // The KV engine of version 2 came with it (https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2).
    private static readonly Version s_oldest = new(0, 10);

    public async ValueTask RunAsync(CheckList checks, CancellationToken cancellationToken)
    {
        if (!await EndpointChecks.ConnectAsync(checks, options.Address!.Host, options.Address.Port, $"{Section}:Address", cancellationToken))
        {
            return;
        }

        VaultAnswers.Health? health = null;
        var asked = time.GetUtcNow();
        var isOpen = await checks.RunAsync(
            "sealed",
            "Unseal it, or name another server.",
            async token =>
            {
                health = await vault.HealthAsync(token);
                return health is { Initialized: true, Sealed: false } ? "it is open" : throw new VaultRequestException("It is sealed, or not initialized.");
            },
            cancellationToken);
        if (health is not null)
        {
            checks.Add(Check.Version("Vault", health.Version ?? string.Empty, s_oldest));
            checks.Add(Check.Clock(DateTimeOffset.FromUnixTimeSeconds(health.ServerTimeUtc), asked.AddSeconds(-1), time.GetUtcNow()));
        }

        if (isOpen)
        {
            await checks.RunAsync(
                CheckNames.Permissions,
                $"Correct {Section}:Token, or RoleId and SecretId, and let its policy read, list, create and delete under {options.Mount}.",
                async token => $"lists {(await list(token)).Count} entries of {options.Mount}",
                cancellationToken);
        }
    }
}
