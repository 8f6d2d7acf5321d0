using System.Buffers.Binary;
using System.Globalization;

namespace Aevrion.Bench.Replicate.Pairs;

/// <summary>The keys and values that are written.</summary>
internal static class BenchKeys
{
    /// <summary>Different keys.</summary>
    public const int Keys = 100_000;

    /// <summary>Bytes of a value.</summary>
    public const int ValueBytes = 128;

    private static readonly string[] Names =
        [.. Enumerable.Range(0, Keys).Select(number => string.Create(CultureInfo.InvariantCulture, $"user:{number * 7_919L % Keys:0000000000000000}"))];

    /// <summary>A key for the n-th write: all keys take turns, in no order.</summary>
    public static string KeyOf(long number) => Names[number % Keys];

    /// <summary>The value of the n-th write, like no other.</summary>
    public static byte[] ValueOf(long number)
    {
        var value = new byte[ValueBytes];
        value.AsSpan().Fill((byte)'v');
        BinaryPrimitives.WriteInt64LittleEndian(value, number);
        return value;
    }
}
