using System.Runtime.InteropServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// Takes the symbols of a difference apart. A symbol of a single item gives that item away; taken out of every other symbol it is
/// part of, it leaves more symbols with a single item, until nothing is left.
/// </summary>
/// <remarks>
/// Whatever the symbols are, this ends. Each item taken out turns the symbol it was found in to zero, and a symbol that is zero
/// never changes again: in a true difference no item is left in it, so an item that would change it proves the symbols wrong. So
/// there are at most as many items as symbols, and none is found twice.
/// </remarks>
internal sealed class Peeling<T>(SketchScheme scheme, DecoderLimits limits)
    where T : struct, IReconcilable<T>
{
    private const int MinCapacity = 16;

    private readonly SketchKey _key = scheme.Key;
    private readonly ulong _checksumMask = scheme.ChecksumMask;
    private readonly List<MappedItem<T>> _onlyThere = [];
    private readonly List<MappedItem<T>> _onlyHere = [];
    private readonly Stack<int> _single = [];

    // The symbols received with all items found so far taken out. Beyond those received, the found items alone.
    private CodedSymbol<T>[] _rest = [];
    private int _nonZero;

    public DecoderStatus Status { get; private set; }

    public int Received { get; private set; }

    public IEnumerable<T> OnlyThere => _onlyThere.Select(found => found.Item);

    public IEnumerable<T> OnlyHere => _onlyHere.Select(found => found.Item);

    /// <summary>Takes the next symbol: the peer's less this side's.</summary>
    public void Add(CodedSymbol<T> difference)
    {
        if (Received == _rest.Length)
            Grow();
        var index = Received++;
        _rest[index] = (_rest[index] + difference).Truncate(_checksumMask);
        if (!_rest[index].IsZero)
        {
            _nonZero++;
            if (IsSingle(_rest[index]))
                _single.Push(index);
        }

        while (Status == DecoderStatus.NeedsMore && _single.TryPop(out var next))
            TakeOut(next);
        if (Status == DecoderStatus.NeedsMore)
            Status = Judge();
    }

    /// <summary>Gives up: the symbols cannot be those of a difference.</summary>
    public void Reject() => Status = DecoderStatus.Inconsistent;

    private DecoderStatus Judge()
    {
        if (_nonZero == 0)
            return DecoderStatus.Decoded;

        // Every item is part of symbol 0: when that is zero, so are all.
        if (_rest[0].IsZero)
            return DecoderStatus.Inconsistent;
        return Received == limits.MaxSymbols ? DecoderStatus.OverBudget : DecoderStatus.NeedsMore;
    }

    private bool IsSingle(in CodedSymbol<T> symbol) =>
        symbol.Count is 1 or -1 && (symbol.Sum.Hash(_key) & _checksumMask) == symbol.Checksum;

    private void TakeOut(int index)
    {
        var symbol = _rest[index];
        if (symbol.IsZero)
            return;
        if (_onlyThere.Count + _onlyHere.Count == limits.MaxItems)
        {
            Status = DecoderStatus.OverBudget;
            return;
        }

        // In a true difference a single item stays single until it is taken out.
        var hash = symbol.Sum.Hash(_key);
        if (symbol.Count is not (1 or -1) || (hash & _checksumMask) != symbol.Checksum)
        {
            Status = DecoderStatus.Inconsistent;
            return;
        }

        var found = new MappedItem<T>(symbol.Sum, hash);
        if (!TakeOut(ref found, -symbol.Count) || !_rest[index].IsZero)
        {
            Status = DecoderStatus.Inconsistent;
            return;
        }

        (symbol.Count > 0 ? _onlyThere : _onlyHere).Add(found);
    }

    private bool TakeOut(ref MappedItem<T> found, long times)
    {
        while (found.Next < Received)
        {
            ref var symbol = ref _rest[found.Next];
            if (symbol.IsZero)
                return false;
            var index = found.Next;
            found.AddToNext(_rest, times);
            symbol = symbol.Truncate(_checksumMask);
            if (symbol.IsZero)
                _nonZero--;
            else if (IsSingle(symbol))
                _single.Push(index);
        }

        found.AddTo(_rest, times);
        return true;
    }

    private void Grow()
    {
        Array.Resize(ref _rest, Math.Min(limits.MaxSymbols, Math.Max(MinCapacity, 2 * _rest.Length)));
        foreach (ref var found in CollectionsMarshal.AsSpan(_onlyThere))
            found.AddTo(_rest, times: -1);
        foreach (ref var found in CollectionsMarshal.AsSpan(_onlyHere))
            found.AddTo(_rest, times: 1);
    }
}
