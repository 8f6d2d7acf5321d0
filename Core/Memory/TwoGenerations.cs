using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aevrion.Core.Memory;

/// <summary>
/// A memory of limited size. Entries that were neither added nor found while half of it filled are forgotten. Not safe for concurrent use.
/// </summary>
/// <param name="maxEntries">Most entries.</param>
/// <param name="maxBytes">Most bytes, as the caller counts them.</param>
public sealed class TwoGenerations<TKey, TValue>(int maxEntries, long maxBytes)
    where TKey : notnull
{
    private Dictionary<TKey, (TValue Value, int Bytes)> _young = [];
    private Dictionary<TKey, (TValue Value, int Bytes)> _old = [];
    private long _youngBytes;

    /// <summary>Adds or replaces an entry.</summary>
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

    /// <summary>Finds an entry, to be read or replaced before anything else is called; a null reference when it is not here.</summary>
    public ref TValue Find(TKey key)
    {
        ref var young = ref CollectionsMarshal.GetValueRefOrNullRef(_young, key);
        if (!Unsafe.IsNullRef(ref young))
            return ref young.Value;
        if (!_old.TryGetValue(key, out var found))
            return ref Unsafe.NullRef<TValue>();
        Set(key, found.Value, found.Bytes);
        return ref CollectionsMarshal.GetValueRefOrNullRef(_young, key).Value;
    }

    /// <summary>Forgets an entry.</summary>
    public void Remove(TKey key)
    {
        if (_young.Remove(key, out var young))
            _youngBytes -= young.Bytes;
        _old.Remove(key);
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        _young.Clear();
        _old.Clear();
        _youngBytes = 0;
    }
}
