using System.Text.Json.Serialization;
using DeploymentFlex.Services.Evidence.Model;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>A piece of evidence as it is answered.</summary>
public sealed record EvidenceAnswer(
    Guid Id,
    Guid CaseId,
    string Name,
    long Size,
    string Sha256,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Progress,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    long Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? IndexedLines,
    DateTimeOffset CreatedAt)
{
    public static EvidenceAnswer Of(EvidenceRecord item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new EvidenceAnswer(
            item.Id, item.CaseId, item.Name, item.Size, item.Sha256, item.Status.Name(),
            item.Progress, item.Reason, item.Lines, item.IndexedLines, item.CreatedAt);
    }
}
