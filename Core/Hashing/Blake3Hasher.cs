using System.Numerics;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// BLAKE3 over input that arrives in pieces. Not safe for use by several threads at once. Creating one allocates about 2 KB;
/// <see cref="Update"/>, <see cref="Finish(Span{byte}, ulong)"/> and <see cref="Reset"/> allocate nothing.
/// </summary>
public sealed class Blake3Hasher
{
    private readonly ChainingValue _key;
    private readonly uint _flags;
    private ChunkState _chunk;
    private ChainingValueStack _subtrees;

    private Blake3Hasher(ChainingValue key, uint flags)
    {
        _key = key;
        _flags = flags;
        _chunk = new ChunkState(key, 0, flags);
    }

    /// <summary>A hasher without a key.</summary>
    public static Blake3Hasher CreateHash() => new(ChainingValue.Initial, 0);

    /// <summary>A hasher whose output only holders of the key can compute or check.</summary>
    /// <param name="key">Exactly <see cref="Blake3.KeyLength"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static Blake3Hasher CreateKeyed(ReadOnlySpan<byte> key)
    {
        Blake3.RequireKeyLength(key);
        return new(ChainingValue.FromKey(key), KeyedHash);
    }

    /// <summary>A hasher that derives a key from the key material it is given.</summary>
    /// <param name="context">Hard-coded, globally unique text that names the purpose of the derived key.</param>
    /// <exception cref="ArgumentException">The context is not valid UTF-16.</exception>
    public static Blake3Hasher CreateDeriveKey(string context) => new(Blake3.ContextKey(context), DeriveKeyMaterial);

    /// <summary>Appends input. From a few thousand bytes a call it runs at the speed of <see cref="Blake3"/>.</summary>
    public void Update(ReadOnlySpan<byte> input)
    {
        if (_chunk.Length > 0)
        {
            var taken = Math.Min(ChunkLength - _chunk.Length, input.Length);
            _chunk.Update(input[..taken]);
            input = input[taken..];
            if (input.IsEmpty)
                return;
            CloseChunk();
        }

        while (input.Length > ChunkLength)
        {
            var length = SubtreeLength(input.Length);
            PushSubtree(input[..length]);
            input = input[length..];
        }

        if (input.IsEmpty)
            return;
        _chunk.Update(input);
        _subtrees.Merge(_chunk.Counter, _key, _flags);
    }

    /// <summary>Writes the hash of all input so far, of any length; more input may follow.</summary>
    public void Finish(Span<byte> output) => Finish(output, 0);

    /// <summary>Writes the extended output from byte <paramref name="offset"/> on; more input may follow.</summary>
    public void Finish(Span<byte> output, ulong offset) => _subtrees.ToRoot(_chunk, _key, _flags).WriteRoot(output, offset);

    /// <summary>Forgets all input; key and mode stay.</summary>
    public void Reset()
    {
        _chunk = new ChunkState(_key, 0, _flags);
        _subtrees.Clear();
    }

    internal static Blake3Hasher CreateContext() => new(ChainingValue.Initial, DeriveKeyContext);

    // A subtree must be a power of two chunks and begin at a multiple of its size.
    private int SubtreeLength(int available)
    {
        var chunks = 1UL << BitOperations.Log2((uint)available / ChunkLength);
        while ((_chunk.Counter & (chunks - 1)) != 0)
            chunks >>= 1;
        return (int)chunks * ChunkLength;
    }

    private void PushSubtree(ReadOnlySpan<byte> input)
    {
        Span<byte> pair = stackalloc byte[BlockLength];
        var before = _chunk.Counter;
        var chunks = (ulong)(input.Length / ChunkLength);
        if (chunks == 1)
        {
            Chunk.WriteValue(input, _key, before, _flags, pair);
            _subtrees.Push(pair, before, _key, _flags);
        }
        else
        {
            Subtree.HashToPair(input, _key, before, _flags, pair);
            _subtrees.Push(pair, before, _key, _flags);
            _subtrees.Push(pair[Blake3.HashLength..], before + (chunks / 2), _key, _flags);
        }

        _chunk = new ChunkState(_key, before + chunks, _flags);
    }

    private void CloseChunk()
    {
        Span<byte> value = stackalloc byte[Blake3.HashLength];
        var before = _chunk.Counter;
        _chunk.ToOutput().WriteValue(value);
        _subtrees.Push(value, before, _key, _flags);
        _chunk = new ChunkState(_key, before + 1, _flags);
    }
}
