using StackExchange.Redis;

namespace DeploymentFlex.Layers.Redis;

/// <summary>StackExchange.Redis 1.2: fails at once without a connection by itself, and knows passwords but no ACL users.</summary>
internal static class RedisClient
{
    /// <exception cref="FormatException">The user is not the default one.</exception>
    public static void SetUser(ConfigurationOptions client, string? user)
    {
        if (user is not (null or "" or "default"))
        {
            throw new FormatException(
                $"the user '{user}' cannot sign in with the client library of this feed, which knows the default user alone. "
                + "Give the rights to the default user, or build with the public feed.");
        }
    }

    public static void Complete(ConfigurationOptions client)
    {
        // Nothing to set.
    }
}
