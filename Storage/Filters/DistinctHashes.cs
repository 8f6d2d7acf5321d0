namespace Aevrion.Storage.Filters;

/// <summary>Collects hashes, each once, up to a number of different ones. Takes about 16 bytes each.</summary>
/// <param name="most">How many different ones there may be.</param>
internal sealed class DistinctHashes(int most)
{
    private const int LeastRoom = 1_024;

    private ulong[] _hashes = new ulong[LeastRoom];
    private int _count;

    /// <summary>Adds a hash.</summary>
    /// <returns>False when there are too many; nothing is to be added then.</returns>
    public bool TryAdd(ulong hash)
    {
        if (_count == _hashes.Length)
        {
            MakeDistinct();
            if (_count > most)
                return false;

            // Sorting costs little as long as half of the room is free after it.
            if (_count > _hashes.Length / 2)
                Array.Resize(ref _hashes, 2 * _hashes.Length);
        }

        _hashes[_count++] = hash;
        return true;
    }

    /// <summary>The hashes, ascending; null when there are too many.</summary>
    public ulong[]? ToArray()
    {
        MakeDistinct();
        return _count > most ? null : _hashes[.._count];
    }

    private void MakeDistinct()
    {
        Array.Sort(_hashes, 0, _count);
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (kept == 0 || _hashes[i] != _hashes[kept - 1])
                _hashes[kept++] = _hashes[i];
        }

        _count = kept;
    }
}
