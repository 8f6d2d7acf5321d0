namespace Aevrion.Core.Reconciliation;

/// <summary>
/// The first symbols of a set that changes, kept up to date item by item, each in time logarithmic in the length. It needs no
/// items: the same symbols come out as from <see cref="RatelessEncoder{T}"/> of the set as it is now. Not safe for concurrent use.
/// </summary>
public sealed class Sketch<T> : ISymbolSource<T>
    where T : struct, IReconcilable<T>
{
    private readonly SketchScheme _scheme;
    private readonly CodedSymbol<T>[] _symbols;

    /// <param name="length">How many symbols to keep, 1 to <see cref="SymbolMapping.MaxSymbols"/>.</param>
    public Sketch(SketchScheme scheme, int length)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, SymbolMapping.MaxSymbols);
        _scheme = scheme;
        _symbols = new CodedSymbol<T>[length];
    }

    /// <inheritdoc/>
    public long SetSize => _symbols[0].Count;

    /// <inheritdoc/>
    public int MaxSymbols => _symbols.Length;

    /// <summary>Adds an item that the set does not hold yet.</summary>
    public void Add(T item) => Apply(item, times: 1);

    /// <summary>Takes away an item that the set holds.</summary>
    public void Remove(T item) => Apply(item, times: -1);

    /// <summary>Adds all items of a disjoint set.</summary>
    /// <exception cref="ArgumentException">The other sketch has another scheme or length.</exception>
    public void Add(Sketch<T> other)
    {
        RequireAlike(other);
        for (var i = 0; i < _symbols.Length; i++)
            _symbols[i] += other._symbols[i];
    }

    /// <summary>Takes away all items of a subset.</summary>
    /// <exception cref="ArgumentException">The other sketch has another scheme or length.</exception>
    public void Remove(Sketch<T> other)
    {
        RequireAlike(other);
        for (var i = 0; i < _symbols.Length; i++)
            _symbols[i] -= other._symbols[i];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<CodedSymbol<T>> Prefix(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxSymbols);
        return _symbols.AsSpan(0, count);
    }

    private void Apply(T item, long times)
    {
        var mapped = new MappedItem<T>(item, item.Hash(_scheme.Key));
        mapped.AddTo(_symbols, times);
    }

    private void RequireAlike(Sketch<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._scheme != _scheme || other._symbols.Length != _symbols.Length)
            throw new ArgumentException("Only sketches of one scheme and one length add up.", nameof(other));
    }
}
