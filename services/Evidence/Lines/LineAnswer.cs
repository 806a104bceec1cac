using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>One line of a file. <paramref name="Truncated"/> is true where its text was cut.</summary>
public sealed record LineAnswer(
    long Number,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Truncated = null);
