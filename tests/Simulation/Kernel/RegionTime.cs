namespace Aevrion.Simulation.Kernel;

/// <summary>The wall clock of a region's machines: virtual time, wrong by an offset and by a rate, and set anew now and then.</summary>
/// <param name="time">The true time.</param>
/// <param name="epochMs">What a clock without error shows when the simulation begins, in milliseconds since the Unix epoch.</param>
internal sealed class RegionTime(VirtualTime time, long epochMs) : TimeProvider
{
    private const double PartsPerMillion = 1e-6;

    /// <summary>How far it is ahead.</summary>
    public long SkewMs { get; set; }

    /// <summary>How much too fast it runs, in millionths.</summary>
    public int DriftPpm { get; set; }

    /// <summary>What it shows, in milliseconds since the Unix epoch.</summary>
    public long NowMs => Math.Max(0, epochMs + time.NowMs + SkewMs + (long)(time.NowMs * DriftPpm * PartsPerMillion));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    /// <inheritdoc/>
    public override long GetTimestamp() => time.NowMs * TimestampFrequency / 1000;
}
