using System.Buffers;

namespace Aevrion.Storage.Batches;

/// <summary>
/// Timestamps as an answer holds them: each as its difference from the one before, in base 128, least significant digits first, signs folded in
/// (0, −1, 1, −2 …). A batch is dated within moments, so most take one byte.
/// </summary>
internal static class PackedTimestamps
{
    private const int DigitBits = 7;
    private const byte More = 0x80;

    public static byte[] Pack(IReadOnlyList<long> timestamps)
    {
        var packed = new ArrayBufferWriter<byte>(timestamps.Count + sizeof(long));
        var before = 0L;
        foreach (var timestamp in timestamps)
        {
            var difference = unchecked(timestamp - before);
            before = timestamp;
            var folded = unchecked((ulong)((difference << 1) ^ (difference >> 63)));
            for (; folded >= More; folded >>= DigitBits)
                packed.Write([(byte)(folded | More)]);
            packed.Write([(byte)folded]);
        }

        return packed.WrittenSpan.ToArray();
    }

    public static List<long> Unpack(ReadOnlySpan<byte> packed)
    {
        var timestamps = new List<long>(packed.Length);
        var before = 0L;
        ulong folded = 0;
        var shift = 0;
        foreach (var digit in packed)
        {
            folded |= (ulong)(digit & ~More) << shift;
            shift += DigitBits;
            if (digit >= More)
                continue;
            before = unchecked(before + ((long)(folded >> 1) ^ -(long)(folded & 1)));
            timestamps.Add(before);
            (folded, shift) = (0, 0);
        }

        return timestamps;
    }
}
