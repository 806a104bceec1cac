using System.Text.Json.Serialization;

namespace DeploymentFlex.Layers.Checks;

/// <summary>What a check came to, best first.</summary>
public enum CheckStatus
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, and somebody should look.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It does not work.</summary>
    [JsonStringEnumMemberName("failure")]
    Failure,
}
