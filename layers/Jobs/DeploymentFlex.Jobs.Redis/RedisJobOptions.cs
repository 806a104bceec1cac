using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <summary>
/// A queue on a Redis server that keeps what it is given: <c>Layers:Jobs:redis</c>. Where this names no server, it is the one
/// of <c>ConnectionStrings:queue</c>; never the cache's, which may forget.
/// </summary>
public sealed class RedisJobOptions : RedisOptions
{
    /// <summary>How long the id of a job that is done is remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan DoneRetention { get; set; } = TimeSpan.FromHours(24);
}
