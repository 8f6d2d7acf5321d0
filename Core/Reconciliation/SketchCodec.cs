using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// Runs of coded symbols as bytes: varint start, varint number of symbols, varint set size, and for each symbol its sum, its
/// checksum (least significant byte first, cut to the scheme's length), and as a zigzag varint by how much its count exceeds
/// <see cref="SymbolMapping.ExpectedCount"/> of the set size. A run has one form only.
/// </summary>
public sealed class SketchCodec<T>
    where T : struct, IReconcilable<T>
{
    /// <summary>Largest set that is announced.</summary>
    public const long MaxSetSize = 1L << 48;

    private const int MaxHeaderLength = 3 * Varint.MaxLength;

    private readonly int _checksumLength;

    public SketchCodec(SketchScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        _checksumLength = scheme.ChecksumLength;
    }

    private int FixedLength => T.ByteLength + _checksumLength;

    /// <summary>Writes symbols <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> of a set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The source does not have these symbols.</exception>
    /// <exception cref="ArgumentException">The set has more than <see cref="MaxSetSize"/> items, or less than none.</exception>
    public void Write(IBufferWriter<byte> output, ISymbolSource<T> source, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, source.MaxSymbols - start);
        var setSize = source.SetSize;
        if (setSize is < 0 or > MaxSetSize)
            throw new ArgumentException($"A set of {setSize} items cannot be announced.", nameof(source));

        var header = output.GetSpan(MaxHeaderLength);
        var length = Varint.Write(header, (ulong)start);
        length += Varint.Write(header[length..], (ulong)count);
        length += Varint.Write(header[length..], (ulong)setSize);
        output.Advance(length);
        var symbols = source.Prefix(start + count)[start..];
        for (var i = 0; i < symbols.Length; i++)
            Write(output, symbols[i], SymbolMapping.ExpectedCount(setSize, start + i));
    }

    /// <summary>Reads a run that fills <paramref name="input"/>; false when it is anything else.</summary>
    /// <param name="maxSymbols">Longer runs are not read.</param>
    public bool TryRead(ReadOnlySpan<byte> input, int maxSymbols, [NotNullWhen(true)] out SymbolRun<T>? run)
    {
        run = null;
        if (!Varint.TryRead(ref input, out var start)
            || !Varint.TryRead(ref input, out var count)
            || !Varint.TryRead(ref input, out var setSize)
            || count > (ulong)Math.Max(0, maxSymbols)
            || start > (ulong)SymbolMapping.MaxSymbols
            || start + count > (ulong)SymbolMapping.MaxSymbols
            || setSize > MaxSetSize
            || (long)count * (FixedLength + 1) > input.Length)
        {
            return false;
        }

        var symbols = new CodedSymbol<T>[(int)count];
        for (var i = 0; i < symbols.Length; i++)
        {
            if (!TryRead(ref input, SymbolMapping.ExpectedCount((long)setSize, (int)start + i), out symbols[i]))
                return false;
        }

        if (!input.IsEmpty)
            return false;
        run = new SymbolRun<T>((int)start, (long)setSize, symbols);
        return true;
    }

    private void Write(IBufferWriter<byte> output, CodedSymbol<T> symbol, long expectedCount)
    {
        var bytes = output.GetSpan(FixedLength + Varint.MaxLength);
        symbol.Sum.Write(bytes);
        for (var i = 0; i < _checksumLength; i++)
            bytes[T.ByteLength + i] = (byte)(symbol.Checksum >> (8 * i));
        var excess = Varint.ToUnsigned(unchecked(symbol.Count - expectedCount));
        output.Advance(FixedLength + Varint.Write(bytes[FixedLength..], excess));
    }

    private bool TryRead(ref ReadOnlySpan<byte> input, long expectedCount, out CodedSymbol<T> symbol)
    {
        symbol = default;
        if (input.Length < FixedLength)
            return false;
        var sum = T.Read(input);
        var checksum = 0UL;
        for (var i = 0; i < _checksumLength; i++)
            checksum |= (ulong)input[T.ByteLength + i] << (8 * i);
        input = input[FixedLength..];
        if (!Varint.TryRead(ref input, out var excess))
            return false;
        symbol = new CodedSymbol<T>(sum, checksum, unchecked(Varint.ToSigned(excess) + expectedCount));
        return true;
    }
}
