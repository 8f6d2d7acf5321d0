using System.Text;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>
/// The BLAKE3 hash function (J. O'Connor, J.-P. Aumasson, S. Neves, Z. Wilcox-O'Hearn, "BLAKE3: one function, fast
/// everywhere", 2020) in managed code. Every output is a prefix of the extended output: asking for more bytes never changes the
/// first. Nothing here allocates, save <see cref="DeriveKey"/>.
/// </summary>
public static class Blake3
{
    /// <summary>Bytes of a default-length hash.</summary>
    public const int HashLength = 32;

    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Hashes <paramref name="input"/> and fills <paramref name="output"/>, of any length.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> output) => Hash(input, InitialValue, 0, output);

    /// <summary>Hashes under a key: a message authentication code and pseudo-random function.</summary>
    /// <param name="key">Exactly <see cref="KeyLength"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static void KeyedHash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        RequireKeyLength(key);
        var words = ChainingValue.FromKey(key);
        Hash(input, words, Blake3Constants.KeyedHash, output);
    }

    /// <summary>Derives a key of any length from key material.</summary>
    /// <param name="context">Hard-coded, globally unique text that names the purpose of the derived key.</param>
    /// <exception cref="ArgumentException">The context is not valid UTF-16.</exception>
    public static void DeriveKey(string context, ReadOnlySpan<byte> keyMaterial, Span<byte> output)
    {
        var key = ContextKey(context);
        Hash(keyMaterial, key, DeriveKeyMaterial, output);
    }

    /// <summary>
    /// Hashes many independent inputs that lie in one buffer: input i is the <c>lengths[i]</c> bytes from <c>offsets[i]</c>, and
    /// its hash the <see cref="HashLength"/> bytes of <paramref name="output"/> from i × <see cref="HashLength"/>. Inputs of up to
    /// 1,024 bytes are hashed side by side, several times as fast as one after the other.
    /// </summary>
    /// <param name="offsets">Where each input begins; inputs may overlap and come in any order.</param>
    /// <param name="lengths">Bytes of each input; as many as offsets.</param>
    /// <param name="output">At least one hash an input; must not overlap the buffer.</param>
    /// <exception cref="ArgumentException">The numbers of offsets, lengths and outputs do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An input does not lie within the buffer.</exception>
    public static void HashMany(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, Span<byte> output)
    {
        if (offsets.Length != lengths.Length)
            throw new ArgumentException($"{offsets.Length} offsets do not fit {lengths.Length} lengths.", nameof(lengths));
        if (output.Length / HashLength < offsets.Length)
            throw new ArgumentException($"{output.Length} bytes do not hold {offsets.Length} hashes.", nameof(output));
        var batch = new InputBatch(buffer, offsets, lengths, output);
        if (offsets.Length < ParallelNodes.MinCount)
            batch.HashEach();
        else if (Lanes16.IsSupported && offsets.Length > Lanes8.Count)
            batch.Hash<Lanes16>();
        else if (Lanes8.IsSupported)
            batch.Hash<Lanes8>();
        else if (Lanes4.IsSupported)
            batch.Hash<Lanes4>();
        else
            batch.HashEach();
    }

    internal static void RequireKeyLength(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"A BLAKE3 key has {KeyLength} bytes, not {key.Length}.", nameof(key));
    }

    /// <summary>The key that the context of a derivation stands for (specification section 2.3).</summary>
    internal static ChainingValue ContextKey(string context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Span<byte> key = stackalloc byte[KeyLength];
        Hash(StrictUtf8.GetBytes(context), InitialValue, DeriveKeyContext, key);
        return ChainingValue.FromKey(key);
    }

    private static void Hash(ReadOnlySpan<byte> input, ReadOnlySpan<uint> key, uint flags, Span<byte> output)
    {
        if (input.Length > ChunkLength)
        {
            Span<byte> pair = stackalloc byte[BlockLength];
            Subtree.HashToPair(input, key, 0, flags, pair);
            NodeOutput.OfParent(pair, key, flags).WriteRoot(output, 0);
        }
        else if (output.Length == HashLength)
        {
            Chunk.WriteValue(input, key, 0, flags, output, Root);
        }
        else
        {
            var chunk = new ChunkState(key, 0, flags);
            chunk.Update(input);
            chunk.ToOutput().WriteRoot(output, 0);
        }
    }
}
