using System.Text.Json.Serialization;

namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>One entry of a timeline as it is answered.</summary>
public sealed record TimelineAnswer(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? To);
