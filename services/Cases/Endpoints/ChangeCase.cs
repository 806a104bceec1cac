using System.Text.Json.Serialization;
using DeploymentFlex.Services.Cases.Model;

namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>The body of <c>PATCH /api/cases/{id}</c>: what it names is changed, and null empties it.</summary>
public sealed class ChangeCase
{
    private string? _title;
    private string? _description;
    private string? _assignee;
    private string? _status;

    public string? Title
    {
        get => _title;
        set => (_title, HasTitle) = (value, true);
    }

    public string? Description
    {
        get => _description;
        set => (_description, HasDescription) = (value, true);
    }

    public string? Assignee
    {
        get => _assignee;
        set => (_assignee, HasAssignee) = (value, true);
    }

    public string? Status
    {
        get => _status;
        set => (_status, HasStatus) = (value, true);
    }

    [JsonIgnore]
    public bool HasTitle { get; private set; }

    [JsonIgnore]
    public bool HasDescription { get; private set; }

    [JsonIgnore]
    public bool HasAssignee { get; private set; }

    [JsonIgnore]
    public bool HasStatus { get; private set; }

    /// <summary>Puts each text in the form that is kept.</summary>
    /// <exception cref="BadHttpRequestException">400: one of them is not allowed.</exception>
    public ChangeCase Check()
    {
        if (HasTitle)
        {
            Title = CaseRules.Title(Title);
        }

        if (HasDescription)
        {
            Description = CaseRules.Description(Description);
        }

        if (HasAssignee)
        {
            Assignee = CaseRules.Assignee(Assignee);
        }

        return HasStatus && CaseStatuses.Parse(Status) is null ? throw CaseStatuses.Unknown(Status) : this;
    }

    /// <summary>Changes the case; the status must be one that it may move to.</summary>
    public void ApplyTo(Case item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (HasTitle)
        {
            item.Rename(Title!, now);
        }

        if (HasDescription)
        {
            item.Describe(Description, now);
        }

        if (HasAssignee)
        {
            item.Assign(Assignee, now);
        }

        if (CaseStatuses.Parse(Status) is { } status)
        {
            item.MoveTo(status, now);
        }
    }
}
