using System.Runtime.CompilerServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// One coded symbol: what some items of a set add up to. Symbols of the same index form a commutative group, and the symbol of a
/// difference of sets is the difference of their symbols: whatever both sets hold cancels out.
/// </summary>
/// <param name="Sum">The exclusive or of the items.</param>
/// <param name="Checksum">The exclusive or of the items' keyed hashes.</param>
/// <param name="Count">How many items, those taken away counted negative. Wraps around rather than overflow.</param>
public readonly record struct CodedSymbol<T>(T Sum, ulong Checksum, long Count)
    where T : struct, IReconcilable<T>
{
    /// <summary>True for the symbol of no items.</summary>
    public bool IsZero => Count == 0 && Checksum == 0 && Sum.Equals(default);

    public static CodedSymbol<T> operator +(CodedSymbol<T> left, CodedSymbol<T> right) => left.Add(right);

    public static CodedSymbol<T> operator -(CodedSymbol<T> left, CodedSymbol<T> right) => left.Subtract(right);

    public static CodedSymbol<T> operator -(CodedSymbol<T> symbol) => symbol.Negate();

    /// <summary>The symbol of both symbols' items.</summary>
    public CodedSymbol<T> Add(CodedSymbol<T> other) =>
        new(Sum.Xor(other.Sum), Checksum ^ other.Checksum, unchecked(Count + other.Count));

    /// <summary>The symbol of these items, the other's taken away.</summary>
    public CodedSymbol<T> Subtract(CodedSymbol<T> other) =>
        new(Sum.Xor(other.Sum), Checksum ^ other.Checksum, unchecked(Count - other.Count));

    /// <summary>The symbol that adds up with this one to zero.</summary>
    public CodedSymbol<T> Negate() => new(Sum, Checksum, unchecked(-Count));

    /// <summary>Adds one item <paramref name="times"/> 1, or takes it away for −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CodedSymbol<T> With(T item, ulong hash, long times) => new(Sum.Xor(item), Checksum ^ hash, unchecked(Count + times));

    /// <summary>The same with only those bits of the checksum that travel.</summary>
    internal CodedSymbol<T> Truncate(ulong checksumMask) => this with { Checksum = Checksum & checksumMask };
}
