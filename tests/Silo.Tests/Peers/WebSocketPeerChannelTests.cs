using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Peers;
using Aevrion.Silo.Peers;
using Google.Protobuf;

namespace Aevrion.Silo.Tests.Peers;

/// <summary>Frames over a WebSocket.</summary>
public sealed class WebSocketPeerChannelTests : IAsyncLifetime
{
    private const int DeadlineMs = 60_000;

    private SocketPair? _pair;
    private WebSocketPeerChannel? _dialler;
    private WebSocketPeerChannel? _listener;

    private SocketPair Pair => _pair!;

    private WebSocketPeerChannel Dialler => _dialler ??= new WebSocketPeerChannel(Pair.Client, isClient: true);

    private WebSocketPeerChannel Listener => _listener ??= new WebSocketPeerChannel(Pair.Server, isClient: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _pair = await SocketPair.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Listener.DisposeAsync().AsTask(), Dialler.DisposeAsync().AsTask());
        await Pair.DisposeAsync();
    }

    [Theory(Timeout = DeadlineMs)]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task Both_ends_count_the_bytes_that_are_on_the_wire(int size)
    {

        var receiving = Listener.ReceiveAsync(Cancellation);
        var sent = await Dialler.SendAsync(Filled(size), Cancellation);
        var received = await receiving;
        Assert.Equal(Filled(size), received!.Frame);
        Assert.Equal(Pair.FromClient.Written, sent);
        Assert.Equal(sent, received.WireBytes);

        var answering = Dialler.ReceiveAsync(Cancellation);
        var answered = await Listener.SendAsync(Filled(size), Cancellation);
        Assert.Equal(answered, (await answering)!.WireBytes);
        Assert.Equal(Pair.FromClient.BytesRead, answered);
    }

    [Theory(Timeout = DeadlineMs)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_frame_that_was_damaged_on_the_way_is_a_lost_connection_and_no_violation(bool isFirst)
    {
        if (!isFirst)
        {
            await Dialler.SendAsync(Filled(10), Cancellation);
            Assert.NotNull(await Listener.ReceiveAsync(Cancellation));
        }

        var damaged = Checked(Filled(100));
        damaged[50] ^= 1;
        await Pair.Client.SendAsync(damaged, WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        await Assert.ThrowsAsync<PeerConnectionLostException>(() => Listener.ReceiveAsync(Cancellation).AsTask());
        Pair.Cut();
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task A_frame_without_a_check_is_taken_from_a_peer_that_sends_none_and_from_no_other()
    {
        await Pair.Client.SendAsync(Filled(10).ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        Assert.Equal(Filled(10), (await Listener.ReceiveAsync(Cancellation))!.Frame);
        await Pair.Client.SendAsync(Filled(20).ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        Assert.Equal(Filled(20), (await Listener.ReceiveAsync(Cancellation))!.Frame);

        await Listener.SendAsync(Filled(10), Cancellation);
        Assert.NotNull(await Dialler.ReceiveAsync(Cancellation));
        await Pair.Server.SendAsync(Filled(20).ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        await Assert.ThrowsAsync<PeerConnectionLostException>(() => Dialler.ReceiveAsync(Cancellation).AsTask());
        Pair.Cut();
    }

    [Fact]
    public void The_check_is_the_published_one_and_a_field_that_other_nodes_pass_over()
    {
        Assert.Equal(0xE3069283, FrameCheck.SumOf("123456789"u8));
        Assert.Equal(Filled(10).Push, Frame.Parser.ParseFrom(Checked(Filled(10))).Push);
        Assert.False(FrameCheck.IsThere(Filled(10).ToByteArray()));
    }

    private static byte[] Checked(Frame frame)
    {
        byte[] bytes = [.. frame.ToByteArray(), .. new byte[FrameCheck.Bytes]];
        FrameCheck.Write(bytes);
        return bytes;
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task Giving_up_waiting_loses_no_frame()
    {
        using var impatient = new CancellationTokenSource();
        var abandoned = Listener.ReceiveAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);

        await Dialler.SendAsync(Filled(10), Cancellation);
        Assert.Equal(Filled(10), (await Listener.ReceiveAsync(Cancellation))!.Frame);
        await Listener.SendAsync(Filled(20), Cancellation);
        Assert.Equal(Filled(20), (await Dialler.ReceiveAsync(Cancellation))!.Frame);
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task A_message_over_the_limit_is_refused_before_it_has_ended()
    {
        var receiving = Listener.ReceiveAsync(Cancellation).AsTask();
        var part = new byte[512 * 1024];
        for (var i = 0; i < 9; i++)
            await Pair.Client.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: false, Cancellation);
        var violation = await Assert.ThrowsAsync<ProtocolViolationException>(() => receiving);
        Assert.Equal(Refusal.Types.Reason.TooLarge, violation.Reason);
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task The_reason_of_a_refusal_arrives_though_the_other_side_is_still_sending()
    {
        var sending = Pair.Client.SendAsync(new byte[12 * 1024 * 1024], WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        await Assert.ThrowsAsync<ProtocolViolationException>(() => Listener.ReceiveAsync(Cancellation).AsTask());
        await Listener.SendAsync(FrameCodec.Refuse(Refusal.Types.Reason.TooLarge, "too large"), Cancellation);

        var closing = Listener.DisposeAsync().AsTask();
        Assert.Equal(Refusal.Types.Reason.TooLarge, (await Dialler.ReceiveAsync(Cancellation))!.Frame.Refusal.Reason);
        await sending;
        Assert.Null(await Dialler.ReceiveAsync(Cancellation));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, Pair.Client.CloseStatus);
        await Task.WhenAll(closing, Dialler.DisposeAsync().AsTask());
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task Text_is_refused()
    {
        await Pair.Client.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var violation = await Assert.ThrowsAsync<ProtocolViolationException>(() => Listener.ReceiveAsync(Cancellation).AsTask());
        Assert.Equal(Refusal.Types.Reason.Malformed, violation.Reason);
        Pair.Cut();
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task An_orderly_end_is_told_from_a_broken_connection()
    {
        var closing = Dialler.DisposeAsync().AsTask();
        Assert.Null(await Listener.ReceiveAsync(Cancellation));
        await Task.WhenAll(closing, Listener.DisposeAsync().AsTask());
    }

    [Fact(Timeout = DeadlineMs)]
    public async Task A_broken_connection_is_a_lost_one_for_both_directions()
    {
        var receiving = Listener.ReceiveAsync(Cancellation).AsTask();
        Pair.Cut();
        await Assert.ThrowsAsync<PeerConnectionLostException>(() => receiving);
        await Assert.ThrowsAsync<PeerConnectionLostException>(async () => await Listener.SendAsync(Filled(1), Cancellation));
    }

    private static Frame Filled(int size) =>
        new() { Push = new Push { FirstPosition = 1, Events = { new WireEvent { Value = ByteString.CopyFrom(new byte[size]) } } } };
}
