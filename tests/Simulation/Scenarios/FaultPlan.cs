namespace Aevrion.Simulation.Scenarios;

/// <summary>What goes wrong, and how often. Rates are probabilities; numbers are over the whole run. Times in milliseconds.</summary>
internal sealed record FaultPlan
{
    /// <summary>The time a frame takes from region to region, at least.</summary>
    public required long LatencyMs { get; init; }

    /// <summary>What chance adds to it, at most.</summary>
    public required long JitterMs { get; init; }

    /// <summary>Of a frame, while the transport is bad.</summary>
    public required double Loss { get; init; }

    /// <summary>Of a frame, while the transport is bad.</summary>
    public required double Duplication { get; init; }

    /// <summary>Of a frame, while the transport is bad.</summary>
    public required double Reordering { get; init; }

    /// <summary>Of a frame, at any time: the connection ends instead of carrying it.</summary>
    public required double CutAtFrame { get; init; }

    /// <summary>Connections cut.</summary>
    public required int Cuts { get; init; }

    /// <summary>Times in which one region does not reach another, one way or both.</summary>
    public required int Partitions { get; init; }

    /// <summary>Times in which a region is reached slowly.</summary>
    public required int Slowdowns { get; init; }

    /// <summary>Times in which the transport between two regions is bad.</summary>
    public required int BadTransports { get; init; }

    /// <summary>Processes killed.</summary>
    public required int Crashes { get; init; }

    /// <summary>Of an effect: the process dies before or after it.</summary>
    public required double CrashAtEffect { get; init; }

    /// <summary>Clocks set anew.</summary>
    public required int ClockJumps { get; init; }

    /// <summary>Times in which a region's storage is bad.</summary>
    public required int BadStorage { get; init; }

    /// <summary>Of a call, while storage is bad: it fails and has no effect.</summary>
    public required double StorageRefusal { get; init; }

    /// <summary>Of a call, while storage is bad: it takes effect and the answer is lost.</summary>
    public required double StorageLostAnswer { get; init; }

    /// <summary>Of a call, at any time: it takes a while.</summary>
    public required double StorageDelay { get; init; }

    /// <summary>How long that is at most.</summary>
    public required long StorageDelayMs { get; init; }

    /// <summary>What a slow region adds to the time of a frame, at most.</summary>
    public const long MaxSlowdownMs = 5_000;

    /// <summary>By how much a frame that is mixed up comes late, at most.</summary>
    public const long MaxReorderingMs = 1_000;

    /// <summary>How long what began before everything was healed may go on.</summary>
    public long LongestAfterMs => (2 * StorageDelayMs) + (Slowdowns > 0 ? MaxSlowdownMs : 0) + (BadTransports > 0 ? MaxReorderingMs : 0);
}
