using System.Buffers;
using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

/// <summary>Schemes and sets for reconciliation: the same for the same seed, different seeds without common items.</summary>
public static class Samples
{
    /// <summary>The key 00 01 … 0f of the published SipHash vectors.</summary>
    public static SketchKey Key { get; } = new(0x0706050403020100, 0x0f0e0d0c0b0a0908);

    public static SketchScheme Scheme { get; } = new(Key, new SketchKey(1, 2));

    public static SketchScheme SchemeOf(int seed) => new(new SketchKey((ulong)seed, 0x5ca1ab1e), default);

    public static Item8[] Items8(int count, int seed) =>
        [.. Enumerable.Range(0, count).Select(i => new Item8(SymbolMapping.Draw((ulong)seed << 32, (uint)i + 1)))];

    public static Item16[] Items16(int count, int seed) =>
        [.. Items8(count, seed).Select((item, i) => new Item16((ulong)i, item.Value))];

    /// <summary>1 · 1 · 1000003, 2 · 2 · 1000003, …: the set behind the golden values.</summary>
    public static Item8[] Squares(int count) => [.. Enumerable.Range(1, count).Select(i => new Item8((ulong)i * (ulong)i * 1_000_003))];

    public static CodedSymbol<T>[] Symbols<T>(SketchScheme scheme, T[] items, int count)
        where T : struct, IReconcilable<T> =>
        new RatelessEncoder<T>(scheme, items).Prefix(count).ToArray();

    public static byte[] Encode<T>(SketchScheme scheme, ISymbolSource<T> source, int start, int count)
        where T : struct, IReconcilable<T>
    {
        var output = new ArrayBufferWriter<byte>();
        new SketchCodec<T>(scheme).Write(output, source, start, count);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Decodes what <paramref name="there"/> has over <paramref name="here"/> and the other way round.</summary>
    public static RatelessDecoder<T> Reconcile<T>(SketchScheme scheme, T[] there, T[] here, DecoderLimits limits)
        where T : struct, IReconcilable<T>
    {
        var remote = new RatelessEncoder<T>(scheme, there);
        var decoder = new RatelessDecoder<T>(scheme, new RatelessEncoder<T>(scheme, here), limits);
        while (decoder.Status == DecoderStatus.NeedsMore)
            decoder.Add(remote[decoder.Received]);
        return decoder;
    }
}
