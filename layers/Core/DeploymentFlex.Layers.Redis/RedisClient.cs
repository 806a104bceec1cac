using StackExchange.Redis;

namespace DeploymentFlex.Layers.Redis;

/// <summary>What only current versions of the client library can do.</summary>
internal static class RedisClient
{
    public static void SetUser(ConfigurationOptions client, string? user) => client.User = user;

    /// <summary>Calls fail at once while there is no connection: the chain decides what then.</summary>
    public static void Complete(ConfigurationOptions client) => client.BacklogPolicy = BacklogPolicy.FailFast;
}
