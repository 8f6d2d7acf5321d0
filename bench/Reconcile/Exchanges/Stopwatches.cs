namespace Aevrion.Bench.Reconcile.Exchanges;

/// <summary>Processor time of this process and time that passes, while they run. They run from the start.</summary>
internal sealed class Stopwatches
{
    private readonly Dictionary<string, double> _phases = [];
    private TimeSpan _cpuAtStart = Environment.CpuUsage.TotalTime;
    private long _startedAt = TimeProvider.System.GetTimestamp();
    private string _phase = "";
    private long _phaseSince;

    /// <summary>Processor time, in milliseconds.</summary>
    public double CpuMs { get; private set; }

    /// <summary>Time passed, in milliseconds.</summary>
    public double ElapsedMs { get; private set; }

    /// <summary>Time passed by phase, in milliseconds.</summary>
    public IReadOnlyDictionary<string, double> Phases => _phases;

    private bool Paused { get; set; }

    /// <summary>From now on the time belongs to this phase.</summary>
    public void Enter(string phase)
    {
        if (Paused)
            return;
        var now = TimeProvider.System.GetTimestamp();
        if (_phase.Length > 0)
            _phases[_phase] = _phases.GetValueOrDefault(_phase) + TimeProvider.System.GetElapsedTime(_phaseSince, now).TotalMilliseconds;
        (_phase, _phaseSince) = (phase, now);
    }

    /// <summary>Stops them until <see cref="Resume"/>, if they run.</summary>
    public void Pause()
    {
        if (Paused)
            return;
        CpuMs += (Environment.CpuUsage.TotalTime - _cpuAtStart).TotalMilliseconds;
        ElapsedMs += TimeProvider.System.GetElapsedTime(_startedAt).TotalMilliseconds;
        Enter("");
        Paused = true;
    }

    /// <summary>Lets them go on, if they do not run.</summary>
    public void Resume()
    {
        if (!Paused)
            return;
        Paused = false;
        _cpuAtStart = Environment.CpuUsage.TotalTime;
        _startedAt = TimeProvider.System.GetTimestamp();
    }
}
