using Aevrion.Core.Events;

namespace Aevrion.Simulation.Tests.Recorded;

/// <summary>
/// What two regions say to each other, as a text: lines of <c>!</c> and what the dialler begins next, of <c>&gt;</c> and a frame that it sends, of <c>&lt;</c>
/// and one that is sent back, in hexadecimal. Before it, eu and us have most events in common; each has some that the other lacks.
/// </summary>
internal static class Conversation
{
    public const string Push = "push";
    public const string Exchange = "exchange";

    private const long Start = RecordedRegion.NowMs - 600_000;

    /// <summary>The recording.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Recorded", "version-2.txt");

    /// <summary>What eu writes while the two are connected: single writes, a deletion with a parent, and a batch over several frames.</summary>
    public static IReadOnlyList<Event> Pushed { get; } = [.. PushedEvents()];

    public static Task<RecordedRegion> EuAsync() => RecordedRegion.CreateAsync("eu", "us", [.. Series("both", 300), .. Series("eu-only", 40), .. Alone("eu", 20)]);

    public static Task<RecordedRegion> UsAsync() => RecordedRegion.CreateAsync("us", "eu", [.. Series("both", 300), .. Series("us-only", 30), .. Alone("us", 500)]);

    /// <summary>Lets both talk until neither has anything to say, through everything that the dialler begins.</summary>
    public static async Task<List<string>> RecordAsync(RecordedDialler dialler, RecordedListener listener)
    {
        var lines = new List<string>();
        await dialler.OpenAsync();
        await TalkAsync(dialler, listener, lines);
        foreach (var step in (string[])[Push, Exchange, Exchange])
        {
            lines.Add("! " + step);
            await BeginAsync(dialler, step);
            await TalkAsync(dialler, listener, lines);
        }

        return lines;
    }

    public static Task BeginAsync(RecordedDialler dialler, string step) => step == Push ? dialler.PushAsync(Pushed) : dialler.ExchangeAsync();

    private static async Task TalkAsync(RecordedDialler dialler, RecordedListener listener, List<string> lines)
    {
        while (dialler.TryTake(out var frame))
        {
            lines.Add("> " + Convert.ToHexStringLower(frame));
            foreach (var answer in await listener.ReceiveAsync(frame))
            {
                lines.Add("< " + Convert.ToHexStringLower(answer));
                await dialler.ReceiveAsync(answer);
            }
        }
    }

    /// <summary>Events of many leaves.</summary>
    private static IEnumerable<Event> Series(string prefix, int count) => Enumerable.Range(0, count).Select(i =>
        Event.Create($"{prefix}/{i}", BitConverter.GetBytes(i), Start + (i * 997), prefix.StartsWith("us", StringComparison.Ordinal) ? "us" : "eu"));

    /// <summary>Events in parts of the tree where the other region has none.</summary>
    private static IEnumerable<Event> Alone(string region, int seconds) => Enumerable.Range(0, 30).Select(i =>
        Event.Create($"alone/{region}/{i}", BitConverter.GetBytes(i), Start - 100_000_000 + (seconds * 1_000) + (i * 37), region));

    private static IEnumerable<Event> PushedEvents()
    {
        var first = Event.Create("pushed", "first"u8.ToArray(), RecordedRegion.NowMs - 5_000, "eu");
        yield return first;
        yield return Event.Create("pushed", default, RecordedRegion.NowMs - 4_000, "eu", [first.Id]);
        var batch = new EventBatch(0x0001_0203_0405_0607, 20);
        for (var i = 0; i < batch.Count; i++)
            yield return Event.Create($"batch/{i}", BitConverter.GetBytes(i), RecordedRegion.NowMs - 3_000, "eu", [], batch);
    }
}
