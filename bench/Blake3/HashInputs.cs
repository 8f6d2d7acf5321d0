using Aevrion.Bench.Reconcile.Workload;
using Hash = Aevrion.Core.Hashing.Blake3;

namespace Aevrion.Bench.Blake3;

/// <summary>Inputs of one size in one buffer, hashed together or one by one.</summary>
internal sealed class HashInputs
{
    private readonly byte[] _buffer;
    private readonly int[] _offsets;
    private readonly int[] _lengths;
    private readonly byte[] _hashes;

    public HashInputs(int count, int bytes)
    {
        _buffer = new byte[count * bytes];
        _offsets = [.. Enumerable.Range(0, count).Select(index => index * bytes)];
        _lengths = [.. Enumerable.Repeat(bytes, count)];
        _hashes = new byte[count * Hash.HashLength];
        var random = new SplitMix((ulong)bytes);
        for (var i = 0; i < _buffer.Length; i++)
            _buffer[i] = (byte)random.Next();
    }

    public int Count => _offsets.Length;

    public void HashTogether() => Hash.HashMany(_buffer, _offsets, _lengths, _hashes);

    public void HashEach()
    {
        for (var i = 0; i < _offsets.Length; i++)
            Hash.Hash(_buffer.AsSpan(_offsets[i], _lengths[i]), _hashes.AsSpan(i * Hash.HashLength, Hash.HashLength));
    }
}
