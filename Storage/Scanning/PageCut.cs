namespace Aevrion.Storage.Scanning;

/// <summary>Ends a page. What comes is in order; more than the page takes may come.</summary>
/// <typeparam name="T">What the page lists.</typeparam>
/// <param name="limit">Most of them.</param>
/// <param name="maxBytes">The page ends with the one that takes the bytes over it.</param>
internal sealed class PageCut<T>(int limit, long maxBytes)
{
    private readonly List<T> _page = new(Math.Min(limit, 100));
    private long _bytes;

    public IReadOnlyList<T> Page => _page;

    /// <summary>True when the bytes are over the limit: more may follow behind its last.</summary>
    public bool IsOverBytes => _bytes > maxBytes;

    /// <summary>True when something came that the page does not take any more: more follows behind its last.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the next one, if the page does.</summary>
    public bool TryAdd(T item, long bytes)
    {
        IsCut |= _page.Count == limit || IsOverBytes;
        if (IsCut)
            return false;
        _page.Add(item);
        _bytes += bytes;
        return true;
    }
}
