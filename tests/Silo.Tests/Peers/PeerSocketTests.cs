using System.Net.WebSockets;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Tests.Hosting;
using Google.Protobuf;

namespace Aevrion.Silo.Tests.Peers;

/// <summary>What comes to the peer socket of a region: it takes what the protocol allows and refuses the rest with a reason.</summary>
public sealed class PeerSocketTests(RegionWithAbsentPeer region) : IClassFixture<RegionWithAbsentPeer>
{
    private TestSilo Silo => region.Silo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_peer_is_welcomed_and_what_it_pushes_is_acknowledged_once_it_is_there()
    {
        using var socket = await ConnectAsync();
        var welcome = await AskAsync(socket, ProperHello());
        Assert.Equal("eu", welcome.Welcome.Region);
        var written = Event.Create("pushed", "v"u8.ToArray(), 1000, "us");
        var ack = await AskAsync(socket, PushOf(WireEvents.ToWire(written)));
        Assert.Equal(1u, ack.PushAck.ReceivedThrough);
        var get = (await Silo.Api.GetAsync("/v1/kv/pushed")).AssertDone();
        Assert.Equal($"\"{written.Id}\"", get.Header("ETag"));
        Assert.Equal("us", get.Header("Aevrion-Origin"));
    }

    [Theory]
    [InlineData("version", Refusal.Types.Reason.Version)]
    [InlineData("granularity", Refusal.Types.Reason.Shape)]
    [InlineData("branching factor", Refusal.Types.Reason.Shape)]
    [InlineData("region", Refusal.Types.Reason.UnknownRegion)]
    [InlineData("own region", Refusal.Types.Reason.UnknownRegion)]
    [InlineData("stream", Refusal.Types.Reason.Malformed)]
    public async Task A_peer_that_does_not_fit_is_told_why(string what, Refusal.Types.Reason reason)
    {
        var frame = ProperHello();
        var hello = frame.Hello;
        switch (what)
        {
            case "version":
                hello.Version = ProtocolLimits.Version + 1;
                break;
            case "granularity":
                hello.GranularityMs = 60_000;
                break;
            case "branching factor":
                hello.BranchingFactor = 16;
                break;
            case "region":
                hello.Region = "mars";
                break;
            case "own region":
                hello.Region = "eu";
                break;
            default:
                hello.Stream = ByteString.CopyFromUtf8("short");
                break;
        }

        using var socket = await ConnectAsync();
        var refusal = (await AskAsync(socket, frame)).Refusal;
        Assert.Equal(reason, refusal.Reason);
        Assert.NotEmpty(refusal.Message);
        await AssertClosedAsync(socket);
    }

    [Fact]
    public async Task Garbage_is_refused_and_nothing_is_written()
    {
        var before = await Silo.Api.CountAsync();
        byte[][] messages = [[0xFF, 0xFF, 0xFF], [], [0x7A], new byte[100]];
        foreach (var message in messages)
        {
            using var socket = await ConnectAsync();
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
            Assert.Equal(Refusal.Types.Reason.Malformed, (await ReceiveAsync(socket)).Refusal.Reason);
            await AssertClosedAsync(socket);
        }

        Assert.Equal(before, await Silo.Api.CountAsync());
    }

    [Fact]
    public async Task Text_too_much_and_the_unexpected_are_refused()
    {
        using var text = await ConnectAsync();
        await text.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal(Refusal.Types.Reason.Malformed, (await ReceiveAsync(text)).Refusal.Reason);

        using var large = await ConnectAsync();
        await large.SendAsync(new byte[ProtocolLimits.MaxFrameBytes + 1], WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        Assert.Equal(Refusal.Types.Reason.TooLarge, (await ReceiveAsync(large)).Refusal.Reason);

        using var early = await ConnectAsync();
        Assert.Equal(Refusal.Types.Reason.Unexpected, (await AskAsync(early, PushOf(new WireEvent()))).Refusal.Reason);
    }

    [Fact]
    public async Task An_event_whose_id_is_not_its_own_is_refused_and_nothing_of_its_frame_is_kept()
    {
        var before = await Silo.Api.CountAsync();
        var good = WireEvents.ToWire(Event.Create("good", "v"u8.ToArray(), 1000, "us"));
        var forged = WireEvents.ToWire(Event.Create("forged", "v"u8.ToArray(), 1000, "us"));
        forged.Value = ByteString.CopyFromUtf8("w");

        using var socket = await ConnectAsync();
        await AskAsync(socket, ProperHello("worm"));
        Assert.Equal(Refusal.Types.Reason.InvalidEvent, (await AskAsync(socket, PushOf(good, forged))).Refusal.Reason);
        await AssertClosedAsync(socket);
        Assert.Equal(before, await Silo.Api.CountAsync());
    }

    [Fact]
    public async Task An_event_from_the_far_future_is_held_back_and_counted()
    {
        var before = await Silo.Api.CountAsync();
        var heldBack = await HeldBackAsync();
        var future = Event.Create("future", "v"u8.ToArray(), DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds(), "us");
        using var socket = await ConnectAsync();
        await AskAsync(socket, ProperHello());
        await AskAsync(socket, PushOf(WireEvents.ToWire(future)));
        Assert.Equal(before, await Silo.Api.CountAsync());
        Assert.Equal(heldBack + 1, await HeldBackAsync());
    }

    [Fact]
    public async Task A_bad_peer_does_not_disturb_a_good_one()
    {
        using var good = await ConnectAsync();
        await AskAsync(good, ProperHello());
        using var bad = await ConnectAsync();
        await bad.SendAsync(new byte[] { 0xFF }, WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        await ReceiveAsync(bad);
        var ack = await AskAsync(good, PushOf(WireEvents.ToWire(Event.Create("still", "v"u8.ToArray(), 1000, "us"))));
        Assert.Equal(1u, ack.PushAck.ReceivedThrough);
    }

    [Fact]
    public async Task Another_subprotocol_is_refused_before_the_connection_is_made()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("aevrion.peer.v999");
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(SocketUrl, Cancellation));
        Assert.Equal(400, (int)socket.HttpStatusCode);
    }

    private Uri SocketUrl => new($"ws://127.0.0.1:{Silo.Port}/v1/peer");

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.Proxy = null;
        await socket.ConnectAsync(SocketUrl, Cancellation);
        return socket;
    }

    private async Task<long> HeldBackAsync() =>
        (await Silo.Api.GetAsync("/v1/status")).AssertDone().Json.GetProperty("heldBackFuture").GetInt64();

    private static Frame ProperHello(string region = "us") => new()
    {
        Hello = new Hello
        {
            Version = ProtocolLimits.Version,
            Region = region,
            GranularityMs = 1000,
            BranchingFactor = 32,
            Stream = ByteString.CopyFrom(Guid.NewGuid().ToByteArray()),
            NowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        },
    };

    private static Frame PushOf(params WireEvent[] events) => new() { Push = new Push { FirstPosition = 1, Events = { events } } };

    private static async Task<Frame> AskAsync(ClientWebSocket socket, Frame frame)
    {
        await socket.SendAsync(frame.ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        return await ReceiveAsync(socket);
    }

    private static async Task<Frame> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
        Assert.Equal(WebSocketMessageType.Binary, received.MessageType);
        return Frame.Parser.ParseFrom(buffer.AsSpan(0, received.Count));
    }

    private static async Task AssertClosedAsync(ClientWebSocket socket)
    {
        var received = await socket.ReceiveAsync(new byte[64].AsMemory(), Cancellation);
        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
    }
}
