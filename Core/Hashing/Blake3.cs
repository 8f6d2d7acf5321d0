using System.Text;

namespace Aevrion.Core.Hashing;

/// <summary>
/// The BLAKE3 hash function (J. O'Connor, J.-P. Aumasson, S. Neves, Z. Wilcox-O'Hearn, "BLAKE3: one function, fast
/// everywhere", 2020) in managed code. Every output is a prefix of the extended output: asking for more bytes never changes the first.
/// </summary>
public static class Blake3
{
    /// <summary>Bytes of a default-length hash.</summary>
    public const int HashLength = 32;

    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Hashes <paramref name="input"/> and fills <paramref name="output"/>, of any length.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var hasher = Blake3Hasher.CreateHash();
        hasher.Update(input);
        hasher.Finish(output);
    }

    /// <summary>Hashes under a key: a message authentication code and pseudo-random function.</summary>
    /// <param name="key">Exactly <see cref="KeyLength"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static void KeyedHash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var hasher = Blake3Hasher.CreateKeyed(key);
        hasher.Update(input);
        hasher.Finish(output);
    }

    /// <summary>Derives a key of any length from key material.</summary>
    /// <param name="context">Hard-coded, globally unique text that names the purpose of the derived key.</param>
    /// <exception cref="ArgumentException">The context is not valid UTF-16.</exception>
    public static void DeriveKey(string context, ReadOnlySpan<byte> keyMaterial, Span<byte> output)
    {
        var hasher = Blake3Hasher.CreateDeriveKey(context);
        hasher.Update(keyMaterial);
        hasher.Finish(output);
    }

    /// <summary>
    /// Hashes many independent inputs that lie in one buffer: input i is the <c>lengths[i]</c> bytes from <c>offsets[i]</c>, and
    /// its hash the <see cref="HashLength"/> bytes of <paramref name="output"/> from i × <see cref="HashLength"/>.
    /// </summary>
    /// <param name="offsets">Where each input begins; inputs may overlap and come in any order.</param>
    /// <param name="lengths">Bytes of each input; as many as offsets.</param>
    /// <param name="output">At least one hash an input.</param>
    /// <exception cref="ArgumentException">The numbers of offsets, lengths and outputs do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An input does not lie within the buffer.</exception>
    public static void HashMany(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> offsets, ReadOnlySpan<int> lengths, Span<byte> output)
    {
        for (var i = 0; i < offsets.Length; i++)
            Hash(buffer.Slice(offsets[i], lengths[i]), output.Slice(i * HashLength, HashLength));
    }

    internal static void RequireKeyLength(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"A BLAKE3 key has {KeyLength} bytes, not {key.Length}.", nameof(key));
    }

    internal static ChainingValue ContextKey(string context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var hasher = Blake3Hasher.CreateContext();
        hasher.Update(StrictUtf8.GetBytes(context));
        Span<byte> key = stackalloc byte[KeyLength];
        hasher.Finish(key);
        return ChainingValue.FromKey(key);
    }
}
