using System.Globalization;
using System.Text;

namespace Aevrion.Bench.Overload;

/// <summary>The requests of an overload, made beforehand: batches of small values, and a large value now and then.</summary>
/// <remarks>
/// A batch takes the silo far longer than the client, so that one machine can offer many times what the silo does. Puts do not: whoever sends them
/// is as busy as the silo.
/// </remarks>
/// <param name="lines">Writes a batch; 1 for single puts.</param>
internal sealed class OverloadRequests(int lines)
{
    private const int Different = 500;
    private const int SmallBytes = 128;
    private const int LargeBytes = 256 * 1024;
    private const int SmallForEachLarge = 50;

    private readonly byte[][] _all = [.. Enumerable.Range(0, Different).Select(number =>
        number % SmallForEachLarge == 0 ? Put(number, LargeBytes) : lines == 1 ? Put(number, SmallBytes) : Batch(number, lines))];

    /// <summary>One after the other.</summary>
    public byte[] Of(long number) => _all[number % Different];

    private static byte[] Put(int number, int bytes) =>
        Request(string.Create(CultureInfo.InvariantCulture, $"PUT /v1/kv/overload/{number:D6}"), Value(new Random(number), bytes));

    private static byte[] Batch(int number, int lines)
    {
        var random = new Random(number);
        var body = new StringBuilder();
        for (var line = 0; line < lines; line++)
        {
            body.Append(CultureInfo.InvariantCulture, $$"""{"op":"put","key":"overload/{{number:D6}}/{{line}}","value":"{{Convert.ToBase64String(Value(random, SmallBytes))}}"}""");
            body.Append('\n');
        }

        return Request("POST /v1/batch", Encoding.ASCII.GetBytes(body.ToString()));
    }

    private static byte[] Request(string target, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{target} HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length}\r\n\r\n")), .. body];

    private static byte[] Value(Random random, int bytes)
    {
        var value = new byte[bytes];
        random.NextBytes(value);
        return value;
    }
}
