namespace Aevrion.Core.Reconciliation;

/// <summary>
/// Numbers in as few bytes as they need: seven bits a byte, least significant first, the top bit set on all but the last. Signed
/// ones as 0, −1, 1, −2, 2 … Every number has one form only; others are not read.
/// </summary>
internal static class Varint
{
    public const int MaxLength = 10;

    public static ulong ToUnsigned(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    public static long ToSigned(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));

    /// <summary>Writes to the start of <paramref name="destination"/>, and says how many bytes.</summary>
    public static int Write(Span<byte> destination, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            destination[length++] = (byte)(value | 0x80);
        destination[length++] = (byte)value;
        return length;
    }

    public static bool TryRead(ref ReadOnlySpan<byte> input, out ulong value)
    {
        value = 0;
        for (var length = 0; length < MaxLength && length < input.Length; length++)
        {
            var part = input[length];
            value |= (ulong)(part & 0x7f) << (7 * length);
            if (part >= 0x80)
                continue;

            // Neither a superfluous last byte nor a bit beyond the 64th.
            if ((part == 0 && length > 0) || (length == MaxLength - 1 && part > 1))
                return false;
            input = input[(length + 1)..];
            return true;
        }

        return false;
    }
}
