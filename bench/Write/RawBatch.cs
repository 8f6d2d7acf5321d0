using System.Runtime.InteropServices;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Write;

/// <summary>The columns of a batch of rows, drawn anew for each statement.</summary>
internal sealed class RawBatch(ulong seed)
{
    private const int IdBytes = 32;

    private static readonly string[] AllKeys = [.. Enumerable.Range(0, BenchEvents.Keys).Select(number => BenchEvents.KeyOf(number))];

    private SplitMix _random = new(unchecked(seed + (ulong)TimeProvider.System.GetTimestamp()));

    public long[] Timestamps { get; } = new long[RawBatches.BatchRows];

    public byte[][] Ids { get; } = [.. Enumerable.Range(0, RawBatches.BatchRows).Select(_ => new byte[IdBytes])];

    public string[] Keys { get; } = new string[RawBatches.BatchRows];

    public byte[][] Values { get; } = [.. Enumerable.Range(0, RawBatches.BatchRows).Select(number => BenchEvents.ValueOf(number))];

    public short[] Origins { get; } = [.. Enumerable.Repeat((short)1, RawBatches.BatchRows)];

    /// <summary>Other ids and keys, dated now.</summary>
    public void Draw()
    {
        Timestamps.AsSpan().Fill(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        for (var row = 0; row < Ids.Length; row++)
        {
            foreach (ref var word in MemoryMarshal.Cast<byte, ulong>(Ids[row].AsSpan()))
                word = _random.Next();
            Keys[row] = AllKeys[_random.Below(BenchEvents.Keys)];
        }
    }
}
