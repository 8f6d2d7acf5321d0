namespace Aevrion.Bench.Reconcile.Exchanges;

/// <summary>Where the time of an exchange goes until the differences are known.</summary>
internal sealed class PhaseTimes
{
    private readonly Dictionary<string, double> _milliseconds = [];
    private string _phase = "";
    private long _since;
    private bool _stopped;

    /// <summary>Milliseconds by phase.</summary>
    public IReadOnlyDictionary<string, double> Milliseconds => _milliseconds;

    /// <summary>From now on the time belongs to this phase.</summary>
    public void Enter(string phase)
    {
        if (_stopped)
            return;
        var now = TimeProvider.System.GetTimestamp();
        if (_phase.Length > 0)
            _milliseconds[_phase] = _milliseconds.GetValueOrDefault(_phase) + TimeProvider.System.GetElapsedTime(_since, now).TotalMilliseconds;
        _phase = phase;
        _since = now;
    }

    /// <summary>Ends the last phase; what comes later is not measured.</summary>
    public void Stop()
    {
        Enter("");
        _stopped = true;
    }
}
