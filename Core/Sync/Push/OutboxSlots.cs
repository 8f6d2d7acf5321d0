namespace Aevrion.Core.Sync.Push;

/// <summary>A queue whose items can be got at by their place. Kept in pieces: it takes memory for what it holds, however much it held once. Not safe for concurrent use.</summary>
internal sealed class OutboxSlots
{
    private const int PieceSlots = 1_024;

    private readonly List<OutboxSlot[]> _pieces = [];
    private OutboxSlot[]? _spare;
    private int _head;

    /// <summary>Items.</summary>
    public int Count { get; private set; }

    /// <summary>The item in a place, from 0 for the oldest.</summary>
    public ref OutboxSlot this[int place] => ref _pieces[(_head + place) / PieceSlots][(_head + place) % PieceSlots];

    public void AddLast(OutboxSlot slot)
    {
        if (_head + Count == _pieces.Count * PieceSlots)
        {
            _pieces.Add(_spare ?? new OutboxSlot[PieceSlots]);
            _spare = null;
        }

        Count++;
        this[Count - 1] = slot;
    }

    public void DropFirst()
    {
        this[0] = default;
        Count--;
        if (++_head < PieceSlots)
            return;
        _head = 0;
        _spare = _pieces[0];
        _pieces.RemoveAt(0);
    }
}
