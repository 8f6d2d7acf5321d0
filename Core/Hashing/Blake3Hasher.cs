using System.Numerics;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// BLAKE3 over input that arrives in pieces. Not safe for use by several threads at once. Creating one allocates about 2 KB;
/// <see cref="Update"/> and <see cref="Finish(Span{byte}, ulong)"/> allocate nothing.
/// </summary>
public sealed class Blake3Hasher
{
    private readonly ChainingValue _key;
    private readonly uint _flags;
    private ChunkState _chunk;
    private ChainingValueStack _stack;
    private int _stackDepth;

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

    internal static Blake3Hasher CreateContext() => new(ChainingValue.Initial, DeriveKeyContext);

    /// <summary>Appends input.</summary>
    public void Update(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            if (_chunk.Length == ChunkLength)
            {
                var chunks = _chunk.Counter + 1;
                Push(_chunk.ToOutput().ToChainingValue(), chunks);
                _chunk = new ChunkState(_key, chunks, _flags);
            }

            var taken = Math.Min(ChunkLength - _chunk.Length, input.Length);
            _chunk.Update(input[..taken]);
            input = input[taken..];
        }
    }

    /// <summary>Writes the hash of all input so far, of any length; more input may follow.</summary>
    public void Finish(Span<byte> output) => Finish(output, 0);

    /// <summary>Writes the extended output from byte <paramref name="offset"/> on; more input may follow.</summary>
    public void Finish(Span<byte> output, ulong offset)
    {
        var node = _chunk.ToOutput();
        for (var i = _stackDepth - 1; i >= 0; i--)
        {
            var right = node.ToChainingValue();
            node = NodeOutput.OfParent(_stack[i], right, _key, _flags);
        }

        node.WriteRoot(output, offset);
    }

    // Each trailing zero bit of the number of chunks is a subtree that is now complete (specification section 5.1.2).
    private void Push(ChainingValue value, ulong chunks)
    {
        for (var merges = BitOperations.TrailingZeroCount(chunks); merges > 0; merges--)
            value = NodeOutput.OfParent(_stack[--_stackDepth], value, _key, _flags).ToChainingValue();
        _stack[_stackDepth++] = value;
    }
}
