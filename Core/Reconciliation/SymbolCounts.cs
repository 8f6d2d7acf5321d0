using System.Buffers;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// The counts alone of a set's first symbols: enough to judge how far another set differs, see <see cref="DifferenceEstimator"/>, and a
/// small part of the symbols' size. As bytes: varint number of counts, varint set size, and for each symbol, as a zigzag varint, by how
/// much its count exceeds <see cref="SymbolMapping.ExpectedCount"/>.
/// </summary>
public static class SymbolCounts
{
    /// <summary>Most counts that are read.</summary>
    public const int MaxLength = 256;

    private const int MinLength = 16;
    private const int ItemsPerCount = 64;

    /// <summary>How many counts judge a set of that size well enough.</summary>
    public static int LengthFor(long setSize) => (int)Math.Clamp(setSize / ItemsPerCount, MinLength, MaxLength);

    /// <summary>Writes the counts of as many symbols as <see cref="LengthFor"/> says.</summary>
    public static byte[] Write<T>(ISymbolSource<T> source)
        where T : struct, IReconcilable<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        var symbols = source.Prefix(LengthFor(source.SetSize));
        var output = new ArrayBufferWriter<byte>(2 * Varint.MaxLength + 2 * symbols.Length);
        Append(output, (ulong)symbols.Length);
        Append(output, (ulong)source.SetSize);
        for (var i = 0; i < symbols.Length; i++)
            Append(output, Varint.ToUnsigned(symbols[i].Count - SymbolMapping.ExpectedCount(source.SetSize, i)));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Judges how far a set differs from one whose counts were sent; false when these are not counts.</summary>
    public static bool TryEstimate<T>(ReadOnlySpan<byte> counts, ISymbolSource<T> source, out DifferenceEstimator estimate)
        where T : struct, IReconcilable<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        estimate = default;
        if (!Varint.TryRead(ref counts, out var length) || length > MaxLength
            || !Varint.TryRead(ref counts, out var setSize) || setSize > SketchCodec<T>.MaxSetSize)
        {
            return false;
        }

        var symbols = source.Prefix((int)length);
        for (var i = 0; i < symbols.Length; i++)
        {
            if (!Varint.TryRead(ref counts, out var excess))
                return false;
            var there = unchecked(Varint.ToSigned(excess) + SymbolMapping.ExpectedCount((long)setSize, i));
            estimate.Add(i, unchecked(there - symbols[i].Count));
        }

        return counts.IsEmpty;
    }

    private static void Append(ArrayBufferWriter<byte> output, ulong value) =>
        output.Advance(Varint.Write(output.GetSpan(Varint.MaxLength), value));
}
