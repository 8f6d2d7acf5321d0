namespace Aevrion.Bench.Measuring;

/// <summary>What operations of this process cost besides time, round by round: what does not depend on other load on the machine.</summary>
internal sealed class RoundCost
{
    private const double MicrosecondsPerMillisecond = 1_000;

    /// <summary>Bytes allocated in this process, an operation.</summary>
    public Samples AllocatedBytes { get; } = new();

    /// <summary>Processor time of this process, in microseconds, an operation.</summary>
    public Samples CpuMicroseconds { get; } = new();

    /// <summary>Bytes of the server's write-ahead log, an operation.</summary>
    public Samples WalBytes { get; } = new();

    /// <summary>Runs a round and notes what it cost.</summary>
    /// <param name="round">Answers the round's figure.</param>
    /// <param name="operations">How many operations there have been so far.</param>
    /// <param name="walPosition">Where the server's write-ahead log ends.</param>
    public async Task<double> OfAsync(Func<Task<double>> round, Func<long> operations, Func<Task<long>> walPosition)
    {
        var (wal, done) = (await walPosition(), operations());
        var (bytes, cpu) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        var figure = await round();
        var count = (double)Math.Max(1, operations() - done);
        CpuMicroseconds.Add((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds * MicrosecondsPerMillisecond / count);
        AllocatedBytes.Add((GC.GetTotalAllocatedBytes() - bytes) / count);
        WalBytes.Add((await walPosition() - wal) / count);
        return figure;
    }

    /// <summary>Forgets all rounds but the last, which were not warm-ups.</summary>
    public void KeepLast(int rounds)
    {
        foreach (var samples in new[] { AllocatedBytes, CpuMicroseconds, WalBytes })
            samples.KeepLast(rounds);
    }
}
