namespace DeploymentFlex.Cache;

/// <summary>
/// The keys that were written while the primary was passed over: it may hold older values of them. Bounded; when
/// there are too many to name, every key counts as stale. Asking costs one read while there are none.
/// </summary>
internal sealed class StaleKeys(int limit)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private volatile bool _any;
    private bool _all;

    /// <summary>Whether there are any.</summary>
    public bool Any => _any;

    public bool Contains(string key)
    {
        if (!_any)
        {
            return false;
        }

        lock (_gate)
        {
            return _all || _keys.Contains(key);
        }
    }

    public void Add(string key)
    {
        lock (_gate)
        {
            _any = true;
            if (!_all && _keys.Add(key) && _keys.Count > limit)
            {
                _all = true;
                _keys.Clear();
            }
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
        {
            _keys.Remove(key);
            _any = _all || _keys.Count > 0;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _keys.Clear();
            _any = _all = false;
        }
    }

    /// <summary>The keys; null when all are stale.</summary>
    public string[]? ToArray()
    {
        lock (_gate)
        {
            return _all ? null : [.. _keys];
        }
    }
}
