using System.Globalization;
using System.Text;

namespace Aevrion.Bench.Overload;

/// <summary>The requests of an overload, made beforehand: writes of small values, and of a large one now and then.</summary>
internal static class OverloadRequests
{
    private const int Keys = 1_000;
    private const int SmallBytes = 128;
    private const int LargeBytes = 256 * 1024;
    private const int SmallForEachLarge = 50;

    /// <summary>One after the other.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
        [.. Enumerable.Range(0, Keys).Select(key => Put(key, key % SmallForEachLarge == 0 ? LargeBytes : SmallBytes))];

    /// <summary>One of them.</summary>
    public static byte[] Of(long number) => All[(int)(number % All.Count)];

    private static byte[] Put(int key, int bytes)
    {
        var value = new byte[bytes];
        new Random(key).NextBytes(value);
        var head = string.Create(CultureInfo.InvariantCulture, $"PUT /v1/kv/overload/{key:D6} HTTP/1.1\r\nHost: a\r\nContent-Length: {bytes}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. value];
    }
}
