namespace DeploymentFlex.TestSupport;

/// <summary>Redis that has on its disk what it acknowledged.</summary>
public sealed class DurableRedisServer() : RedisServer("appendonly yes", "appendfsync always");
