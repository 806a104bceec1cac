namespace DeploymentFlex.Layers.Circuits;

/// <summary>
/// Counts a provider's consecutive failures, and keeps calls from it after too many until enough probes were good.
/// The healthy path reads two fields and takes no lock.
/// </summary>
public sealed class Circuit(CircuitOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile CircuitState _state = CircuitState.Closed;
    private volatile int _failures;
    private int _goodProbes;
    private long _nextTrial;

    /// <summary>Raised, outside of the lock, after the circuit opened or closed.</summary>
    public event Action<CircuitState>? Changed;

    public CircuitState State => _state;

    /// <summary>The failures since the last success.</summary>
    public int ConsecutiveFailures => _failures;

    /// <summary>Whether a call may go to the provider now.</summary>
    public bool IsClosed => _state is CircuitState.Closed;

    /// <summary>Whether the next <see cref="Succeeded"/> closes it.</summary>
    public bool ClosesNext
    {
        get
        {
            lock (_gate)
            {
                return _state is not CircuitState.Closed && _goodProbes + 1 >= options.ProbesToClose;
            }
        }
    }

    /// <summary>
    /// Lets one real call through an open circuit every probe interval: the probe of a provider that has none of its own.
    /// </summary>
    public bool TryEnterTrial()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_state is CircuitState.Closed || now < _nextTrial)
            {
                return false;
            }

            _nextTrial = Later(now);
            return true;
        }
    }

    /// <summary>A call was answered. It ends a row of failures, but closes nothing: calls begun before the circuit opened end late.</summary>
    public void Answered()
    {
        if (_failures == 0 || _state is not CircuitState.Closed)
        {
            return;
        }

        lock (_gate)
        {
            if (_state is CircuitState.Closed)
            {
                _failures = 0;
            }
        }
    }

    /// <summary>A probe was good, or a call that was let through as one.</summary>
    public void Succeeded()
    {
        if (_failures == 0 && _state is CircuitState.Closed)
        {
            return;
        }

        lock (_gate)
        {
            _failures = 0;
            if (_state is CircuitState.Closed)
            {
                return;
            }

            _state = CircuitState.Recovering;
            if (++_goodProbes < options.ProbesToClose)
            {
                return;
            }

            _state = CircuitState.Closed;
            _goodProbes = 0;
        }

        Changed?.Invoke(CircuitState.Closed);
    }

    public void Failed()
    {
        lock (_gate)
        {
            _failures++;
            _goodProbes = 0;
            if (_state is not CircuitState.Closed)
            {
                _state = CircuitState.Open;
                return;
            }

            if (!options.Enabled || _failures < options.FailureThreshold)
            {
                return;
            }

            _state = CircuitState.Open;
            _nextTrial = Later(time.GetTimestamp());
        }

        Changed?.Invoke(CircuitState.Open);
    }

    /// <summary>Opens at once: for a provider that did not answer before the first call.</summary>
    public void Trip()
    {
        lock (_gate)
        {
            if (!options.Enabled || _state is not CircuitState.Closed)
            {
                return;
            }

            _state = CircuitState.Open;
            _nextTrial = Later(time.GetTimestamp());
        }

        Changed?.Invoke(CircuitState.Open);
    }

    private long Later(long now) =>
        now + (long)(options.ProbeInterval.TotalSeconds * time.TimestampFrequency);
}
