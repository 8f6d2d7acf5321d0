namespace Aevrion.Linearizability.Search;

/// <summary>Small numbers for the operations that are under way, so that a set of them is a few bits.</summary>
internal sealed class OperationSlots
{
    /// <summary>As many as a set has bits.</summary>
    public const int Count = 128;

    private readonly SearchedOperation?[] _slots = new SearchedOperation?[Count];

    /// <summary>The operations under way.</summary>
    public IEnumerable<SearchedOperation> Taken => _slots.OfType<SearchedOperation>();

    /// <summary>Gives an operation a number; false when there is none left.</summary>
    public bool TryTake(SearchedOperation operation)
    {
        var free = Array.IndexOf(_slots, null);
        if (free < 0)
            return false;
        operation.Slot = free;
        _slots[free] = operation;
        return true;
    }

    public void Release(SearchedOperation operation) => _slots[operation.Slot] = null;
}
