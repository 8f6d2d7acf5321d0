using System.Runtime.InteropServices;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// A memory of limited size. Entries that were neither added nor found while half of it filled are forgotten. Not safe for concurrent use.
/// </summary>
/// <param name="maxEntries">Most entries.</param>
/// <param name="maxBytes">Most bytes, as the caller counts them.</param>
internal sealed class TwoGenerations<TKey, TValue>(int maxEntries, long maxBytes)
    where TKey : notnull
{
    private Dictionary<TKey, (TValue Value, int Bytes)> _young = [];
    private Dictionary<TKey, (TValue Value, int Bytes)> _old = [];
    private long _youngBytes;

    public void Set(TKey key, TValue value, int bytes)
    {
        if (_young.Count >= maxEntries / 2 || _youngBytes + bytes > maxBytes / 2)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
            _youngBytes = 0;
        }

        // What the old generation may have of the key is hidden by this, and goes with it.
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_young, key, out _);
        _youngBytes += bytes - entry.Bytes;
        entry = (value, bytes);
    }

    public bool TryGet(TKey key, out TValue value)
    {
        if (_young.TryGetValue(key, out var found))
        {
            value = found.Value;
            return true;
        }

        var isOld = _old.TryGetValue(key, out found);
        value = found.Value;
        if (isOld)
            Set(key, value, found.Bytes);
        return isOld;
    }

    /// <summary>Finds and forgets what was set once.</summary>
    public bool TryTake(TKey key, out TValue value)
    {
        if (_young.Remove(key, out var found))
            _youngBytes -= found.Bytes;
        else if (!_old.Remove(key, out found))
        {
            value = found.Value;
            return false;
        }

        value = found.Value;
        return true;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
        _youngBytes = 0;
    }
}
