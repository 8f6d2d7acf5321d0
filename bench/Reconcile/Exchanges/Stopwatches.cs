namespace Aevrion.Bench.Reconcile.Exchanges;

/// <summary>Processor time of this process and time that passes, from now until they are stopped.</summary>
internal sealed class Stopwatches
{
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();

    /// <summary>Processor time, in milliseconds.</summary>
    public double CpuMs { get; private set; }

    /// <summary>Time passed, in milliseconds.</summary>
    public double ElapsedMs { get; private set; }

    /// <summary>True once they were stopped.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Stops them; the first call counts.</summary>
    public void Stop()
    {
        if (Stopped)
            return;
        CpuMs = (Environment.CpuUsage.TotalTime - _cpu).TotalMilliseconds;
        ElapsedMs = TimeProvider.System.GetElapsedTime(_startedAt).TotalMilliseconds;
        Stopped = true;
    }
}
