using System.Globalization;
using System.Text;

namespace Aevrion.Fuzz;

/// <summary>Makes inputs out of others: the changes that find mistakes in parsers, a few at a time.</summary>
/// <param name="random">The only source of chance.</param>
/// <param name="words">Pieces that mean something to the parser.</param>
/// <param name="maxBytes">Longest input that is made.</param>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> words, int maxBytes)
{
    private const int MaxChanges = 6;
    private const int MaxPiece = 64;

    private static readonly byte[] Edges = [0, 1, 0x7f, 0x80, 0xff, (byte)'\n', (byte)'\r', (byte)'"', (byte)'\\', (byte)'%', (byte)',', (byte)' ', 0xc0, 0xed, 0xf5];

    private static readonly string[] Numbers =
    [
        "0", "-1", "-0", "1e309", "0.5", "253402300800000", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "18446744073709551616", "99999999999999999999999999999999", "00", "+1", "NaN",
    ];

    /// <summary>A changed input.</summary>
    /// <param name="input">What to begin with.</param>
    /// <param name="other">Another input, pieces of which may be taken.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 + random.Next(MaxChanges); changes > 0; changes--)
            Change(bytes, other);
        if (bytes.Count > maxBytes)
            bytes.RemoveRange(maxBytes, bytes.Count - maxBytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var (from, length) = Piece(bytes.Count);
        switch (random.Next(12))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Edges[random.Next(Edges.Length)];
                break;
            case 2 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes.Insert(at, Edges[random.Next(Edges.Length)]);
                break;
            case 4:
                bytes.RemoveRange(from, length);
                break;
            case 5:
                bytes.InsertRange(at, [.. bytes.Skip(from).Take(length)]);
                break;
            case 6:
                Repeat(bytes, at, from, length);
                break;
            case 7 or 8 when words.Count > 0:
                Put(bytes, at, words[random.Next(words.Count)]);
                break;
            case 9 when other.Length > 0:
                (from, length) = Piece(other.Length);
                Put(bytes, at, other.AsSpan(from, length));
                break;
            case 10:
                ReplaceNumber(bytes, at);
                break;
            case 11 when bytes.Count > 0 && random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }

    private (int From, int Length) Piece(int length)
    {
        var from = random.Next(length + 1);
        var most = random.Next(8) == 0 ? length - from : Math.Min(MaxPiece, length - from);
        return (from, random.Next(most + 1));
    }

    /// <summary>Overwrites or inserts.</summary>
    private void Put(List<byte> bytes, int at, ReadOnlySpan<byte> piece)
    {
        if (random.Next(2) == 0)
            bytes.RemoveRange(at, Math.Min(piece.Length, bytes.Count - at));
        bytes.InsertRange(at, piece.ToArray());
    }

    /// <summary>Long runs of the same find what takes more than its share of time or memory.</summary>
    private void Repeat(List<byte> bytes, int at, int from, int length)
    {
        byte[] piece = length == 0 ? [Edges[random.Next(Edges.Length)]] : [.. bytes.Skip(from).Take(length)];
        var room = Math.Max(0, maxBytes - bytes.Count);
        var times = Math.Min(room / piece.Length, 1 << random.Next(14));
        bytes.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(part => part));
    }

    private void ReplaceNumber(List<byte> bytes, int at)
    {
        var first = bytes.FindIndex(Math.Min(at, Math.Max(0, bytes.Count - 1)), item => item is >= (byte)'0' and <= (byte)'9');
        if (bytes.Count == 0 || first < 0)
            return;
        var end = first;
        while (end < bytes.Count && bytes[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        var number = random.Next(3) == 0
            ? random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture)
            : Numbers[random.Next(Numbers.Length)];
        bytes.RemoveRange(first, end - first);
        bytes.InsertRange(first, Encoding.ASCII.GetBytes(number));
    }
}
