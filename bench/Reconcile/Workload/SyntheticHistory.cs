using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Bench.Reconcile.Workload;

/// <summary>
/// A made-up history of two regions: events spread evenly over a span of time, each at a random moment of its own share of it. Every
/// event is a function of its index and the seed, so it is made when it is needed and nothing is kept.
/// </summary>
internal sealed class SyntheticHistory
{
    /// <summary>The time at which the regions compare: 17 June 2026, 13:37:42 UTC. Neither the start of a leaf nor of any other node.</summary>
    public const long NowMs = 1_781_703_462_000;

    /// <summary>Bytes of a value.</summary>
    public const int ValueBytes = 200;

    /// <summary>Different keys; each has 21 bytes.</summary>
    public const int Keys = 100_000;

    private const int PoolBytes = 1 << 20;

    private static readonly string[] Origins = ["eu", "us"];

    private readonly string[] _keys = [.. Enumerable.Range(0, Keys).Select(number => $"customer:{number:D12}")];
    private readonly byte[] _pool = new byte[PoolBytes + ValueBytes];
    private readonly ulong _seed;
    private readonly long _startMs;

    /// <param name="count">Events.</param>
    /// <param name="span">How long before <paramref name="endMs"/> the first of them is.</param>
    /// <param name="endMs">All events are before it.</param>
    /// <param name="seed">Another seed, another history.</param>
    public SyntheticHistory(int count, TimeSpan span, long endMs, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        SpanMs = (long)span.TotalMilliseconds;
        _startMs = endMs - SpanMs;
        _seed = seed;
        var random = new SplitMix(seed);
        for (var i = 0; i < _pool.Length; i++)
            _pool[i] = (byte)random.Next();
    }

    /// <summary>Events.</summary>
    public int Count { get; }

    /// <summary>Milliseconds over which they are spread.</summary>
    public long SpanMs { get; }

    /// <summary>The leaves that the events are in.</summary>
    public NodeRange LeavesIn(TreeShape shape) => new(0, shape.LeafOf(_startMs), shape.LeafOf(_startMs + SpanMs - 1) + 1);

    /// <summary>The event of that index, 0 to <see cref="Count"/> − 1, in order of time.</summary>
    public Event At(int index)
    {
        var random = new SplitMix(unchecked(_seed + (((ulong)index + 1) * SplitMix.Step)));
        var first = StartOf(index);
        var timestamp = first + (long)random.Below((ulong)Math.Max(1, StartOf(index + 1) - first));
        var key = _keys[(int)random.Below(Keys)];
        var value = _pool.AsMemory((int)random.Below(PoolBytes), ValueBytes);
        return Event.Create(key, value, timestamp, Origins[random.Below(2)]);
    }

    private long StartOf(int index) => _startMs + (long)((Int128)SpanMs * index / Count);
}
