using System.Buffers.Binary;
using System.Globalization;

namespace Aevrion.Bench.Regions;

/// <summary>Keys and values as benches write them.</summary>
internal static class BenchEvents
{
    /// <summary>Different keys, unless a bench says otherwise.</summary>
    public const int Keys = 100_000;

    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 21;

    /// <summary>Bytes of a value.</summary>
    public const int ValueBytes = 128;

    /// <summary>How all keys begin.</summary>
    public const string KeyPrefix = "customer:";

    /// <summary>Digits behind the prefix.</summary>
    public const int KeyDigits = KeyBytes - 9;

    /// <summary>The key of a number.</summary>
    public static string KeyOf(long number) => string.Create(
        KeyBytes,
        number,
        static (key, number) =>
        {
            KeyPrefix.CopyTo(key);
            if (!number.TryFormat(key[KeyPrefix.Length..], out _, "D12", CultureInfo.InvariantCulture))
                throw new ArgumentOutOfRangeException(nameof(number), number, $"A key has {KeyDigits} digits.");
        });

    /// <summary>A value of its own for each number.</summary>
    public static byte[] ValueOf(long number)
    {
        var value = new byte[ValueBytes];
        var random = new Reconcile.Workload.SplitMix(unchecked((ulong)number * 0x9E3779B97F4A7C15));
        for (var i = 0; i < ValueBytes; i += sizeof(ulong))
            BinaryPrimitives.WriteUInt64LittleEndian(value.AsSpan(i), random.Next());
        return value;
    }
}
