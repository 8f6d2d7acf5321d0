using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Finds out which items two sets do not have in common, from what the peer tells of its set: runs of coded symbols until they decode,
/// or, where they will not, the plain list.
/// </summary>
internal sealed class ItemComparison
{
    // A symbol takes its item, four bytes of checksum and about a byte of count.
    private const int SymbolBytes = ProtocolLimits.ItemBytes + SketchScheme.MinChecksumLength + 1;
    private const int MinSymbols = 64;

    private readonly SketchScheme _scheme;
    private readonly Item8[] _local;
    private readonly RatelessEncoder<Item8> _encoder;
    private readonly HashSet<Item8> _listed = [];
    private int _listedItems;
    private RatelessDecoder<Item8>? _decoder;
    private int _maxSymbols;

    /// <param name="scheme">Of this exchange.</param>
    /// <param name="local">This side's items.</param>
    public ItemComparison(SketchScheme scheme, Item8[] local)
    {
        _scheme = scheme;
        _local = local;
        _encoder = new RatelessEncoder<Item8>(scheme, local);
    }

    /// <summary>The counts that let the peer judge how many symbols it takes.</summary>
    public byte[] Counts => SymbolCounts.Write(_encoder);

    /// <summary>True when the difference is known.</summary>
    public bool IsDone { get; private set; }

    /// <summary>True when symbols will not do: the peer has to list its items, or to go on with that.</summary>
    public bool MustList { get; private set; }

    /// <summary>Symbols taken so far, or items of a list: where the next answer starts.</summary>
    public int Received => MustList ? _listedItems : _decoder?.Received ?? 0;

    /// <summary>How many symbols to ask for next.</summary>
    public int MoreSymbols { get; private set; }

    /// <summary>Items that only the peer has.</summary>
    public IReadOnlyCollection<Item8> OnlyThere { get; private set; } = [];

    /// <summary>Places of the local items that the peer does not have, ascending.</summary>
    public IReadOnlyList<int> OnlyHere { get; private set; } = [];

    /// <summary>What a sender's symbols may cost before the list of its items is cheaper.</summary>
    public static bool ListIsCheaper(int symbols, long items) => (long)symbols * SymbolBytes >= items * ProtocolLimits.ItemBytes;

    /// <summary>Takes an answer: a run of symbols, or a part of the list when there is no run.</summary>
    /// <param name="symbols">The run.</param>
    /// <param name="items">The part.</param>
    /// <param name="more">True when the list goes on behind it.</param>
    /// <exception cref="ProtocolViolationException">It is malformed, or not what was asked for.</exception>
    public void Take(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> items, bool more)
    {
        if (symbols.IsEmpty)
            TakeList(items, more);
        else if (!items.IsEmpty || more || MustList)
            throw new ProtocolViolationException("An answer has symbols or items, as asked.");
        else
            TakeSymbols(symbols);
    }

    private void TakeSymbols(ReadOnlySpan<byte> bytes)
    {
        if (!new SketchCodec<Item8>(_scheme).TryRead(bytes, ProtocolLimits.MaxSymbolsPerAnswer, out var run)
            || run.Symbols.Length == 0
            || run.Start != Received
            || (Received > 0 && run.Symbols.Length != MoreSymbols))
        {
            throw new ProtocolViolationException("The coded symbols are malformed, or not those asked for.");
        }

        if (_decoder is null)
        {
            _maxSymbols = (int)Math.Clamp(
                run.SetSize * ProtocolLimits.ItemBytes / SymbolBytes, Math.Max(MinSymbols, run.Symbols.Length), SymbolMapping.MaxSymbols);
            _decoder = new RatelessDecoder<Item8>(_scheme, _encoder, new DecoderLimits(_maxSymbols, _maxSymbols));
        }

        var status = _decoder.Add(run);
        if (status == DecoderStatus.NeedsMore && Received < _maxSymbols)
        {
            MoreSymbols = Math.Min(
                SymbolBudget.Next(Received, _decoder.EstimatedDifference), Math.Min(_maxSymbols - Received, ProtocolLimits.MaxSymbolsPerAnswer));
        }
        else if (status != DecoderStatus.Decoded || !Conclude(_decoder))
        {
            MustList = true;
        }
    }

    /// <summary>False when the decoder speaks of items that this side does not have: a false match, or a lie.</summary>
    private bool Conclude(RatelessDecoder<Item8> decoder)
    {
        var missingThere = decoder.OnlyHere.ToHashSet();
        var places = new List<int>(missingThere.Count);
        for (var i = 0; i < _local.Length && missingThere.Count > 0; i++)
        {
            if (missingThere.Contains(_local[i]))
                places.Add(i);
        }

        if (places.Count != missingThere.Count)
            return false;
        OnlyHere = places;
        OnlyThere = decoder.OnlyThere;
        return IsDone = true;
    }

    private void TakeList(ReadOnlySpan<byte> bytes, bool more)
    {
        var items = WireItems.FromWire(bytes, ProtocolLimits.MaxItemsPerAnswer);
        _listedItems += items.Count;
        if (_listedItems > ProtocolLimits.MaxListedItems || (more && items.Count == 0))
            throw new ProtocolViolationException("A list of items is too long, or does not come to its end.");
        _listed.UnionWith(items);
        MustList = more;
        if (!more)
            Conclude();
    }

    private void Conclude()
    {
        var places = new List<int>();
        for (var i = 0; i < _local.Length; i++)
        {
            if (!_listed.Remove(_local[i]))
                places.Add(i);
        }

        OnlyHere = places;
        OnlyThere = _listed;
        IsDone = true;
    }
}
