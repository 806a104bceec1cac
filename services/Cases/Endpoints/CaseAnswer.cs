using System.Text.Json.Serialization;
using DeploymentFlex.Services.Cases.Model;

namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>A case as it is answered; in a list without its timeline.</summary>
public sealed record CaseAnswer(
    Guid Id,
    string Title,
    string? Description,
    string? Assignee,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TimelineAnswer>? Timeline)
{
    public static CaseAnswer Brief(Case item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new CaseAnswer(
            item.Id, item.Title, item.Description, item.Assignee, item.Status.Name(), item.CreatedAt, item.UpdatedAt, Timeline: null);
    }

    public static CaseAnswer Full(Case item) => Brief(item) with
    {
        Timeline =
        [
            .. item.Timeline
                .OrderBy(static entry => entry.Number)
                .Select(static entry => new TimelineAnswer(entry.Id, entry.At, entry.Kind, entry.Text, entry.From, entry.To)),
        ],
    };
}
