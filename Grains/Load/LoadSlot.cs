using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Load;

namespace Aevrion.Grains.Load;

/// <summary>Counts of one step at a time; taken over for another one when its time comes round. Safe for concurrent use.</summary>
internal sealed class LoadSlot
{
    private readonly Lock _turning = new();
    private readonly long[] _counts = new long[Enum.GetValues<LoadCount>().Length];
    private readonly int[] _writeTimes = new int[LatencyBuckets.Count];
    private readonly int[] _readTimes = new int[LatencyBuckets.Count];
    private long _step = long.MinValue;

    public void Add(long step, LoadCount count, long number)
    {
        TurnTo(step);
        Interlocked.Add(ref _counts[(int)count], number);
    }

    public void Time(long step, bool isWrite, int bucket)
    {
        TurnTo(step);
        Interlocked.Increment(ref (isWrite ? _writeTimes : _readTimes)[bucket]);
    }

    /// <summary>What was counted in a step; null when that is nothing.</summary>
    public LoadStep? Read(long step)
    {
        if (Volatile.Read(ref _step) != step)
            return null;
        var read = new LoadStep
        {
            Number = step,
            Writes = CountOf(LoadCount.Writes),
            Reads = CountOf(LoadCount.Reads),
            Received = CountOf(LoadCount.Received),
            Sent = CountOf(LoadCount.Sent),
            Refused = CountOf(LoadCount.Refused),
            WriteTimes = Pack(_writeTimes),
            ReadTimes = Pack(_readTimes),
        };
        return Volatile.Read(ref _step) == step ? read : null;
    }

    private long CountOf(LoadCount count) => Interlocked.Read(ref _counts[(int)count]);

    private void TurnTo(long step)
    {
        if (Volatile.Read(ref _step) == step)
            return;
        lock (_turning)
        {
            if (_step == step)
                return;
            Array.Clear(_counts);
            Array.Clear(_writeTimes);
            Array.Clear(_readTimes);
            Volatile.Write(ref _step, step);
        }
    }

    private static ImmutableArray<int> Pack(int[] times)
    {
        var packed = ImmutableArray.CreateBuilder<int>();
        for (var bucket = 0; bucket < times.Length; bucket++)
        {
            if (Volatile.Read(ref times[bucket]) is > 0 and var count)
                packed.AddRange(bucket, count);
        }

        return packed.ToImmutable();
    }
}
