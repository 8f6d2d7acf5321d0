using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aevrion.Core.Reconciliation;

/// <summary>
/// SipHash-2-4 (J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012) over whole 64-bit words, least significant
/// byte first. Without the key, nobody can choose inputs whose hashes collide or cancel out.
/// </summary>
public struct SipHash(SketchKey key)
{
    private ulong _v0 = key.Low ^ 0x736f6d6570736575;
    private ulong _v1 = key.High ^ 0x646f72616e646f6d;
    private ulong _v2 = key.Low ^ 0x6c7967656e657261;
    private ulong _v3 = key.High ^ 0x7465646279746573;
    private int _length;

    /// <summary>The hash of eight bytes.</summary>
    public static ulong Hash(SketchKey key, ulong word)
    {
        var state = new SipHash(key);
        state.Append(word);
        return state.Finish();
    }

    /// <summary>The hash of sixteen bytes.</summary>
    public static ulong Hash(SketchKey key, ulong first, ulong second)
    {
        var state = new SipHash(key);
        state.Append(first);
        state.Append(second);
        return state.Finish();
    }

    /// <summary>Takes the next eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong word)
    {
        _v3 ^= word;
        Round();
        Round();
        _v0 ^= word;
        _length += sizeof(ulong);
    }

    /// <summary>The hash of what was appended. Nothing may be appended afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Finish()
    {
        Append((ulong)_length << 56);
        _v2 ^= 0xff;
        Round();
        Round();
        Round();
        Round();
        return _v0 ^ _v1 ^ _v2 ^ _v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Round()
    {
        _v0 += _v1;
        _v2 += _v3;
        _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
        _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
        _v0 = BitOperations.RotateLeft(_v0, 32);
        _v2 += _v1;
        _v0 += _v3;
        _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
        _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
        _v2 = BitOperations.RotateLeft(_v2, 32);
    }
}
