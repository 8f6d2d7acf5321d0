using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>
/// Challenges that answer for themselves: each carries its time and a tag under a key that only this process has, so that whoever asks for
/// many fills nothing. A challenge is good for <see cref="Lifetime"/> and, once answered rightly, never again. Safe for concurrent use.
/// </summary>
internal sealed class ChallengeNonces(TimeProvider time)
{
    /// <summary>Bytes of a challenge: when it was made (8), random (16), tag (16).</summary>
    public const int Bytes = StampBytes + RandomBytes + TagBytes;

    /// <summary>Challenges answered rightly within their life, at most; beyond it no more are accepted until some have expired.</summary>
    public const int MaxSpent = 4096;

    private const int StampBytes = sizeof(long);
    private const int RandomBytes = 16;
    private const int TagBytes = 16;

    /// <summary>How long a challenge can be answered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _spent = new(StringComparer.Ordinal);

    // Runs forward whatever happens to the time of day.
    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>A new challenge.</summary>
    public byte[] Issue()
    {
        var nonce = RandomNumberGenerator.GetBytes(Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(nonce, Now.Ticks);
        TagOf(nonce).CopyTo(nonce.AsSpan(StampBytes + RandomBytes));
        return nonce;
    }

    /// <summary>True when this process made the challenge and its time is not over.</summary>
    public bool IsGood(ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length != Bytes || !CryptographicOperations.FixedTimeEquals(TagOf(nonce), nonce[(StampBytes + RandomBytes)..]))
            return false;
        return Now <= ExpiryOf(nonce);
    }

    /// <summary>Uses a good challenge up.</summary>
    /// <returns>False when it had been used before, or too many were.</returns>
    public bool TrySpend(ReadOnlySpan<byte> nonce)
    {
        var now = Now;
        lock (_lock)
        {
            foreach (var (old, _) in _spent.Where(spent => spent.Value < now).ToList())
                _spent.Remove(old);
            return _spent.Count < MaxSpent && _spent.TryAdd(Convert.ToHexString(nonce), ExpiryOf(nonce));
        }
    }

    private static TimeSpan ExpiryOf(ReadOnlySpan<byte> nonce) => TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(nonce)) + Lifetime;

    private ReadOnlySpan<byte> TagOf(ReadOnlySpan<byte> nonce) => HMACSHA256.HashData(_key, nonce[..(StampBytes + RandomBytes)]).AsSpan(0, TagBytes);
}
