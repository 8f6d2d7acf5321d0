using System.Text.Json.Nodes;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Simulation.Tests.Recorded;

/// <summary>
/// A conversation in version 2 of the protocol, recorded when that version came to be, is replayed against each end as it is today: regions of the
/// two builds understand each other.
/// </summary>
public sealed class RecordedConversationTests
{
    /// <summary>A field that no version has: number 1,000, a varint.</summary>
    private static readonly byte[] UnknownField = [0xC0, 0x3E, 0x2A];

    private static List<string> Lines { get; } =
        [.. File.ReadAllLines(Conversation.Path).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    [Fact]
    public async Task The_conversation_ends_with_equal_regions()
    {
        var (eu, us) = (await Conversation.EuAsync(), await Conversation.UsAsync());
        var dialler = new RecordedDialler(eu, "us");
        var lines = await Conversation.RecordAsync(dialler, new RecordedListener(us));
        Assert.Null(dialler.Ended);
        Assert.Equal((true, 0), (dialler.Outcome!.Equal, dialler.Unacknowledged));
        Assert.Equal(await eu.DigestAsync(), await us.DigestAsync());
        Assert.Equal(
            ["EventSketchAnswer", "EventSketchRequest", "Frontiers", "Hello", "LeafSketchAnswer", "LeafSketchRequest", "ProbeAnswer", "ProbeRequest", "Push", "PushAck", "Transfer", "TransferAnswer", "Welcome"],
            lines.Where(line => line[0] != '!').Select(line => $"{Parse(line).BodyCase}").Distinct().Order(StringComparer.Ordinal));
        if (Environment.GetEnvironmentVariable("AEVRION_RECORD_CONVERSATION") is { } target)
            await File.WriteAllLinesAsync(target, lines, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Todays_listener_answers_a_recorded_dialler_as_it_was_answered_then(bool unknownFields)
    {
        var listener = new RecordedListener(await Conversation.UsAsync());
        var answers = new List<byte[]>();
        foreach (var line in Lines.Where(line => line[0] == '>'))
            answers.AddRange(await listener.ReceiveAsync(Bytes(line, unknownFields)));
        AssertSays(Lines.Where(line => line[0] == '<'), answers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Todays_dialler_says_to_a_recorded_listener_what_was_said_then(bool unknownFields)
    {
        var dialler = new RecordedDialler(await Conversation.EuAsync(), "us");
        var said = new List<byte[]>();
        await dialler.OpenAsync();
        foreach (var line in Lines)
        {
            if (line[0] == '!')
                await Conversation.BeginAsync(dialler, line[2..]);
            else if (line[0] == '<')
                await dialler.ReceiveAsync(Bytes(line, unknownFields));
            while (line[0] != '>' && dialler.TryTake(out var frame))
                said.Add(frame);
        }

        Assert.Null(dialler.Ended);
        Assert.True(dialler.Outcome!.Equal);
        while (dialler.TryTake(out var frame))
            said.Add(frame);
        AssertSays(Lines.Where(line => line[0] == '>'), said);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    public async Task Another_version_is_refused_with_a_message_that_says_which(uint version)
    {
        var hello = Parse(Lines[0]);
        hello.Hello.Version = version;
        var refusal = Frame.Parser.ParseFrom(Assert.Single(await new RecordedListener(await Conversation.UsAsync()).ReceiveAsync(hello.ToByteArray()))).Refusal;
        Assert.Equal(Refusal.Types.Reason.Version, refusal.Reason);
        Assert.Contains($"{version}", refusal.Message, StringComparison.Ordinal);

        var dialler = new RecordedDialler(await Conversation.EuAsync(), "us");
        await dialler.OpenAsync();
        var welcome = Parse(Lines[1]);
        welcome.Welcome.Version = version;
        await dialler.ReceiveAsync(welcome.ToByteArray());
        Assert.Contains($"{version}", dialler.Ended, StringComparison.Ordinal);
    }

    /// <summary>
    /// Everything that was said then is said now; fields that have come since may be there too, and so may what a node of then takes at any time and
    /// makes nothing of: that an exchange has ended.
    /// </summary>
    private static void AssertSays(IEnumerable<string> recorded, List<byte[]> said)
    {
        var then = recorded.ToList();
        var today = said.Where(frame => Frame.Parser.ParseFrom(frame).Frontiers is not { ExchangeEnded: true, Regions.Count: 0 }).ToList();
        for (var i = 0; i < then.Count; i++)
        {
            Assert.True(i < today.Count, $"Nothing is said instead of {Parse(then[i])}");
            var (old, now) = (JsonOf(Parse(then[i])), JsonOf(Frame.Parser.ParseFrom(today[i])));
            Assert.True(Has(now, old), $"frame {i}:\n{old.ToJsonString()}\n{now.ToJsonString()}");
        }

        Assert.Equal(then.Count, today.Count);
    }

    private static JsonNode JsonOf(Frame frame) => JsonNode.Parse(JsonFormatter.Default.Format(frame))!;

    private static bool Has(JsonNode? now, JsonNode? then) => (now, then) switch
    {
        (JsonObject whole, JsonObject part) => part.All(member => whole.TryGetPropertyValue(member.Key, out var value) && Has(value, member.Value)),
        (JsonArray whole, JsonArray part) => whole.Count == part.Count && whole.Zip(part).All(pair => Has(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(now, then),
    };

    private static Frame Parse(string line) => Frame.Parser.ParseFrom(Convert.FromHexString(line[2..]));

    private static byte[] Bytes(string line, bool unknownFields) => [.. Convert.FromHexString(line[2..]), .. unknownFields ? UnknownField : []];
}
