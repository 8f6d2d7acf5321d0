using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Silo.Tests.Peers;

/// <summary>A peer that a test plays by hand, well or badly, over a real connection.</summary>
internal sealed class HandPlayedPeer : IDisposable
{
    private const int LargestAnswerBytes = 64 * 1024;

    private readonly ClientWebSocket _socket = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Connects and introduces itself; the answer is a Welcome or a Refusal.</summary>
    public static async Task<(HandPlayedPeer Peer, Frame Answer)> GreetAsync(int port, string region)
    {
        var peer = new HandPlayedPeer();
        peer._socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        peer._socket.Options.Proxy = null;
        await peer._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/v1/peer"), Cancellation);
        var answer = await peer.AskAsync(new Frame
        {
            Hello = new Hello
            {
                Version = ProtocolLimits.Version,
                Region = region,
                GranularityMs = 1000,
                BranchingFactor = 32,
                Stream = ByteString.CopyFrom(Guid.NewGuid().ToByteArray()),
            },
        });
        return (peer, answer);
    }

    public static Frame PushOf(ulong position, params WireEvent[] events) => new() { Push = new Push { FirstPosition = position, Events = { events } } };

    public async Task<Frame> AskAsync(Frame frame)
    {
        await SendAsync(frame.ToByteArray());
        return await ReceiveAsync() ?? throw new InvalidOperationException("The silo closed the connection without a word.");
    }

    /// <summary>Sends a message, or a part of one.</summary>
    public ValueTask SendAsync(byte[] message, bool isWhole = true) =>
        _socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, isWhole, Cancellation);

    /// <summary>The next frame; null when the silo has closed the connection.</summary>
    public async Task<Frame?> ReceiveAsync()
    {
        var buffer = new byte[LargestAnswerBytes];
        var received = await _socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
        return received.MessageType == WebSocketMessageType.Close ? null : Frame.Parser.ParseFrom(buffer.AsSpan(0, received.Count));
    }

    public void Dispose() => _socket.Dispose();
}
