using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tree;

/// <summary>
/// Takes the digests of leaves, one after the other, from ids as they are read: <see cref="TreeDigest.OfLeaf"/> without an allocation
/// for an event or a leaf. Not safe for use by several threads at once.
/// </summary>
public sealed class LeafHasher
{
    /// <summary>Ids gathered before they are hashed: long inputs are hashed many blocks at once.</summary>
    private const int GatheredIds = 512;

    private readonly byte[] _gathered = new byte[1 + (GatheredIds * Hash256.Length)];
    private readonly byte[] _digest = new byte[Hash256.Length];
    private readonly Blake3Hasher _hasher = Blake3Hasher.CreateHash();
    private int _length = 1;
    private bool _isInHasher;

    public LeafHasher() => _gathered[0] = TreeDigest.LeafKind;

    /// <summary>Ids of the leaf so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the leaf's next id, in (timestamp, id) order.</summary>
    /// <param name="id">Its <see cref="Hash256.Length"/> bytes.</param>
    public void Add(ReadOnlySpan<byte> id)
    {
        if (_length > _gathered.Length - Hash256.Length)
        {
            _hasher.Update(_gathered.AsSpan(0, _length));
            _isInHasher = true;
            _length = 0;
        }

        id[..Hash256.Length].CopyTo(_gathered.AsSpan(_length));
        _length += Hash256.Length;
        Count++;
    }

    /// <summary>The leaf's digest; the next id begins another leaf.</summary>
    public Hash256 Finish()
    {
        if (_isInHasher)
        {
            _hasher.Update(_gathered.AsSpan(0, _length));
            _hasher.Finish(_digest);
            _hasher.Reset();
            _gathered[0] = TreeDigest.LeafKind;
        }
        else
        {
            Blake3.Hash(_gathered.AsSpan(0, _length), _digest);
        }

        (_length, _isInHasher, Count) = (1, false, 0);
        return new Hash256(_digest);
    }
}
