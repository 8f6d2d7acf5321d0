using System.Diagnostics;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Aevrion.Bench.Replicate.Pairs;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Google.Protobuf;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>Pushes of a peer, made ready beforehand so that only their admission is measured.</summary>
internal sealed class ReplayedPushes
{
    private const int AnswerBytes = 64 * 1024;

    private readonly Frame _hello;
    private readonly List<(byte[] Frame, ulong Through)> _pushes = [];
    private readonly int _count;

    /// <param name="silo">The silo that they are for.</param>
    /// <param name="peer">The peer that pushes.</param>
    /// <param name="count">Events.</param>
    /// <param name="eventsPerFrame">Events in each push.</param>
    public ReplayedPushes(BenchSilo silo, string peer, int count, int eventsPerFrame)
    {
        _count = count;
        var settings = silo.Region.Options.ToSessionSettings() with { Region = peer, Peers = new HashSet<string> { silo.Region.Options.Region } };
        var nowMs = silo.Region.Clock.NowMs();
        _hello = Handshake.Introduce(settings, ByteString.CopyFrom(RandomNumberGenerator.GetBytes(ProtocolLimits.StreamBytes)), nowMs);
        for (var first = 0; first < count; first += eventsPerFrame)
        {
            var push = new Core.Sync.Protocol.Push { FirstPosition = (ulong)first + 1 };
            for (var number = first; number < Math.Min(count, first + eventsPerFrame); number++)
            {
                push.Events.Add(WireEvents.ToWire(Event.Create(
                    BenchKeys.KeyOf(number), BenchKeys.ValueOf(Random.Shared.NextInt64()), nowMs + (number / 100), peer)));
            }

            _pushes.Add((new Frame { Push = push }.ToByteArray(), push.FirstPosition + (ulong)push.Events.Count - 1));
        }
    }

    /// <returns>Events a second, from the first frame to the last acknowledgement.</returns>
    public async Task<double> RunAsync(BenchSilo silo, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.Proxy = null;
        await socket.ConnectAsync(new UriBuilder(silo.Url) { Scheme = "ws", Path = "/v1/peer" }.Uri, cancellationToken);
        await SendAsync(socket, _hello.ToByteArray(), cancellationToken);
        await ReceiveAsync(socket, Frame.BodyOneofCase.Welcome, cancellationToken);

        var clock = Stopwatch.StartNew();
        var acknowledged = 0;
        for (var sent = 0; acknowledged < _pushes.Count;)
        {
            if (sent < _pushes.Count && sent - acknowledged < PushLimits.MaxFramesInFlight)
            {
                await SendAsync(socket, _pushes[sent++].Frame, cancellationToken);
                continue;
            }

            var answer = await ReceiveAsync(socket, Frame.BodyOneofCase.PushAck, cancellationToken);
            while (acknowledged < _pushes.Count && _pushes[acknowledged].Through <= answer.PushAck.ReceivedThrough)
                acknowledged++;
        }

        clock.Stop();
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        return _count / clock.Elapsed.TotalSeconds;
    }

    private static Task SendAsync(ClientWebSocket socket, byte[] frame, CancellationToken cancellationToken) =>
        socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    private static async Task<Frame> ReceiveAsync(ClientWebSocket socket, Frame.BodyOneofCase expected, CancellationToken cancellationToken)
    {
        var buffer = new byte[AnswerBytes];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidDataException("The silo ended the connection.");
            var frame = FrameCodec.Parse(buffer.AsSpan(0, length));
            if (frame.BodyCase == expected)
                return frame;
            if (frame.BodyCase == Frame.BodyOneofCase.Refusal)
                throw new InvalidDataException(frame.Refusal.Message);
        }
    }
}
