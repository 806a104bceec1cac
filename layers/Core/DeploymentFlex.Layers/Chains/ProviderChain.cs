using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Chains;

/// <summary>The providers that serve a layer, or one use of it, in this process; the first is the primary.</summary>
public abstract class ProviderChain(string layer, string? use, ChainOptions options, IReadOnlyList<ChainLink> links, TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly WeakerSecrecy? _weaker = options is { AllowWeaker: true, MaxDuration: { } limit } ? new WeakerSecrecy(limit, time) : null;
    private int _active;
    private volatile bool _isPrimaryStale;

    public string Layer { get; } = layer;

    /// <summary>The named use, or null for the layer itself.</summary>
    public string? Use { get; } = use;

    public ChainOptions Options { get; } = options;

    public IReadOnlyList<ChainLink> Links { get; } = links;

    /// <summary>Raised after another provider became the active one: from, to.</summary>
    public event Action<ProviderChain, ChainLink?, ChainLink?>? Switched;

    /// <summary>Raised at each call that a provider answered which keeps secrets less well than the primary.</summary>
    public event Action<ProviderChain, ChainLink>? WeakerUsed;

    /// <summary>The first provider whose circuit is closed, a stale primary aside, or null when there is none.</summary>
    public ChainLink? Active => _active < Links.Count ? Links[_active] : null;

    /// <summary>When <see cref="Active"/> became the active one.</summary>
    public DateTimeOffset ActiveSince { get; private set; } = time.GetUtcNow();

    /// <summary>
    /// What the layer itself keeps going with while no provider is active, such as a spool: it is shown in the place of
    /// one, and the layer counts as served. Null when there is nothing of the kind.
    /// </summary>
    public string? StandIn { get; set; }

    /// <summary>
    /// Whether a process may start with <see cref="StandIn"/> alone, while no provider answers: whether it holds anything to
    /// start with. Null where it may not.
    /// </summary>
    public Func<CancellationToken, ValueTask<bool>>? StartsWithStandIn { get; set; }

    /// <summary>Whether the primary is there and says no, to a probe or to the start. Nothing stands in for that.</summary>
    public bool IsRefused => Links[0] is { Circuit.IsClosed: false, LastError.IsAnswer: true };

    /// <summary>
    /// Counts what <see cref="StandIn"/> accepted and the primary does not have yet: until there is none the layer is not
    /// whole, whichever provider is active. Cheap, as every look at the layer's health asks. Null when there is nothing of the kind.
    /// </summary>
    public Func<Backlog>? Waiting { get; set; }

    /// <summary>The name of what serves the layer now, or null.</summary>
    public string? ServedBy => Active?.Name ?? (IsRefused ? null : StandIn);

    /// <summary>Whether a process may start now that none of the providers answered.</summary>
    internal async ValueTask<bool> MayStartWithStandInAsync(CancellationToken cancellationToken) =>
        StartsWithStandIn is { } holds && !Links.Any(static link => link.LastError is { IsAnswer: true }) && await holds(cancellationToken);

    /// <summary>Whether another provider than the primary is active, or none.</summary>
    public bool IsDegraded => _active != 0;

    /// <summary>The layer's name as headers, metrics and people see it: <c>files</c>, or <c>cache/sessions</c> for a use.</summary>
    public string DisplayName { get; } = use is null ? Name(layer) : $"{Name(layer)}/{use}";

    /// <summary>What the active provider promises; nothing when there is none.</summary>
    public Promise Promise => Active?.Descriptor.Promise ?? default;

    /// <summary>
    /// Whether the primary answers, but missed what others were told meanwhile: it is passed over, and shown as not
    /// active, until <see cref="Reconcile"/> says otherwise.
    /// </summary>
    public bool IsPrimaryStale
    {
        get => _isPrimaryStale;
        set
        {
            if (_isPrimaryStale != value)
            {
                _isPrimaryStale = value;
                Refresh();
            }
        }
    }

    /// <summary>
    /// Brings the primary up to date with what happened while others stood in for it. It runs after good probes of the
    /// primary: before the last that closes its circuit, and while the circuit is closed. It throws when it did not
    /// get through, which counts as a bad probe unless it says that it is no outage. Null when there is nothing of the kind.
    /// </summary>
    public Func<CancellationToken, ValueTask>? Reconcile { get; set; }

    /// <summary>Looks again which provider is the active one. Called by the links' circuits.</summary>
    internal void Refresh()
    {
        ChainLink? from, to;
        lock (Links)
        {
            var active = _isPrimaryStale ? 1 : 0;
            while (active < Links.Count && (!Links[active].Circuit.IsClosed || Links[active].IsBarred))
            {
                active++;
            }

            if (active == _active)
            {
                return;
            }

            from = Active;
            _active = active;
            to = Active;
            ActiveSince = _time.GetUtcNow();
        }

        Limit(to);
        Switched?.Invoke(this, from, to);
    }

    /// <summary>Tells of an answer by a provider that is not the primary.</summary>
    private protected void Used(ChainLink fallback)
    {
        Degradation.Note(DisplayName, fallback.Name);
        if (fallback.IsWeaker)
        {
            WeakerUsed?.Invoke(this, fallback);
        }
    }

    // The time of weaker fallbacks runs from when one becomes the active provider until the primary is again.
    private void Limit(ChainLink? active)
    {
        if (_weaker is null || active is null)
        {
            return;
        }

        if (active.IsWeaker)
        {
            _weaker.Begin(() => Bar(true));
        }
        else if (active == Links[0])
        {
            _weaker.End();
            Bar(false);
        }
    }

    private void Bar(bool isBarred)
    {
        foreach (var link in Links.Where(static link => link.IsWeaker))
        {
            link.IsBarred = isBarred;
        }

        Refresh();
    }

    private static string Name(string layer) => layer == Layers.Layer.ExternalApis ? "external-apis" : layer.ToLowerInvariant();
}
