using Aspire.V1;

namespace DeploymentFlex.Cli.Run;

/// <summary>What an AppHost has said of its resources so far. Parameters are values, and nothing that runs.</summary>
internal sealed class RunResources
{
    private readonly List<Resource> _messages = [];

    /// <summary>The resources in the order in which they were first heard of; of several replicas, each has its own name.</summary>
    public IReadOnlyList<RunResource> All
    {
        get
        {
            var shown = _messages.Where(static message => !message.IsHidden && message.ResourceType is not "Parameter").ToList();
            return
            [
                .. shown.Select(message => RunResource.Of(
                    message, shown.Count(other => other.DisplayName == message.DisplayName) == 1 ? message.DisplayName : message.Name)),
            ];
        }
    }

    public void Apply(WatchResourcesUpdate update)
    {
        if (update.InitialData is { } all)
        {
            _messages.Clear();
            _messages.AddRange(all.Resources);
        }

        foreach (var change in update.Changes?.Value ?? [])
        {
            var name = change.Upsert?.Name ?? change.Delete.ResourceName;
            var index = _messages.FindIndex(message => message.Name == name);
            if (change.Upsert is null)
            {
                _messages.RemoveAll(message => message.Name == name);
            }
            else if (index < 0)
            {
                _messages.Add(change.Upsert);
            }
            else
            {
                _messages[index] = change.Upsert;
            }
        }
    }
}
