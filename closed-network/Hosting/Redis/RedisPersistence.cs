using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>When a Redis server writes its data to disk.</summary>
internal sealed record RedisPersistence(TimeSpan Interval, long KeysChanged) : IResourceAnnotation;
