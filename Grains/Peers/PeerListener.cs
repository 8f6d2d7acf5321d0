using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Serves connections that peers open to this silo: takes their pushes, acknowledges what is durable, answers their exchanges. A peer
/// that breaks the protocol is told why and cut off; nothing of the offending frame is kept, and no other peer notices.
/// </summary>
public sealed class PeerListener(
    RegionOptions options,
    RegionClock clock,
    RegionTree tree,
    ExchangeDriver driver,
    EventAdmission admission,
    StreamPositions positions,
    Neighbourhood neighbourhood,
    ILogger<PeerListener> logger)
{
    /// <summary>Serves a connection until it ends. Disposing of it is left to the caller.</summary>
    public async Task ServeAsync(IPeerChannel channel, CancellationToken cancellationToken)
    {
        var peer = "unknown";
        try
        {
            var hello = await GreetAsync(channel, cancellationToken);
            peer = hello.Region;
            PeerLog.Accepted(logger, peer);
            var memory = new ResponderMemory();
            while (await channel.ReceiveAsync(cancellationToken) is { } received)
                await AnswerAsync(channel, hello, memory, received.Frame, cancellationToken);
            PeerLog.Closed(logger, peer);
        }
        catch (ProtocolViolationException violation)
        {
            PeerLog.Refused(logger, peer, violation.Reason, violation.Message);
            await RefuseAsync(channel, violation.Reason, violation.Message);
        }
        catch (StorageUnavailableException)
        {
            await RefuseAsync(channel, Refusal.Types.Reason.Unavailable, "The region's database does not answer; try again shortly.");
        }
        catch (AppendQueueFullException)
        {
            await RefuseAsync(channel, Refusal.Types.Reason.Busy, "The region cannot take more just now; try again shortly.");
        }
        catch (PeerConnectionLostException lost)
        {
            PeerLog.Lost(logger, peer, lost.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            PeerLog.Closed(logger, peer);
        }
    }

    private async Task<Hello> GreetAsync(IPeerChannel channel, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PeerLimits.HandshakeTimeout);
        var first = await ReceiveFirstAsync(channel, limit.Token, cancellationToken);
        if (first.BodyCase != Frame.BodyOneofCase.Hello)
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The first frame is a Hello.");

        var hello = first.Hello;
        Handshake.Check(hello, options);
        neighbourhood.Learn(hello.Region, hello.Neighbours);
        var welcome = new Welcome
        {
            Version = ProtocolLimits.Version,
            Region = options.Region,
            ReceivedThrough = positions.Get(hello.Stream),
            NowMs = clock.NowMs(),
        };
        await channel.SendAsync(new Frame { Welcome = welcome }, cancellationToken);
        return hello;
    }

    private static async Task<Frame> ReceiveFirstAsync(IPeerChannel channel, CancellationToken limit, CancellationToken stop)
    {
        try
        {
            return (await channel.ReceiveAsync(limit) ?? throw new PeerConnectionLostException("The peer left without a word.")).Frame;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.Unexpected, $"No Hello within {PeerLimits.HandshakeTimeout.TotalSeconds} seconds.");
        }
    }

    private Task AnswerAsync(
        IPeerChannel channel, Hello hello, ResponderMemory memory, Frame frame, CancellationToken cancellationToken) => frame.BodyCase switch
    {
        Frame.BodyOneofCase.Push => TakePushAsync(channel, hello, frame.Push, cancellationToken),
        Frame.BodyOneofCase.Refusal => throw new PeerConnectionLostException($"The peer ended the connection: {frame.Refusal.Message}"),
        _ => RespondAsync(channel, hello.Region, memory, frame, cancellationToken),
    };

    private async Task TakePushAsync(IPeerChannel channel, Hello hello, Push push, CancellationToken cancellationToken)
    {
        if (push.Events.Count is 0 or > ProtocolLimits.MaxEventsPerFrame || push.FirstPosition is 0 or > long.MaxValue)
            throw new ProtocolViolationException("A push has an impossible position or number of events.");

        var events = push.Events.Select(WireEvents.FromWire).ToList();
        await admission.AdmitAsync(events, hello.Region, cancellationToken);
        var through = push.FirstPosition + (ulong)events.Count - 1;
        positions.Set(hello.Stream, through);
        await channel.SendAsync(new Frame { PushAck = new PushAck { ReceivedThrough = through } }, cancellationToken);
    }

    private async Task RespondAsync(
        IPeerChannel channel, string peer, ResponderMemory memory, Frame request, CancellationToken cancellationToken)
    {
        var responder = new ExchangeResponder(tree.Shape, memory, request);
        for (var effect = responder.Start(); effect is not null;)
        {
            if (effect is SendFrame send)
            {
                await channel.SendAsync(send.Frame, cancellationToken);
                effect = responder.Handle(FrameSent.Instance);
            }
            else
            {
                effect = responder.Handle(await driver.PerformAsync(effect, peer, cancellationToken));
            }
        }
    }

    private static async Task RefuseAsync(IPeerChannel channel, Refusal.Types.Reason reason, string message)
    {
        using var limit = new CancellationTokenSource(PeerLimits.HandshakeTimeout);
        try
        {
            await channel.SendAsync(FrameCodec.Refuse(reason, message), limit.Token);
        }
        catch (Exception exception) when (exception is PeerConnectionLostException or OperationCanceledException)
        {
            // The peer did not wait for the reason; the connection ends all the same.
        }
    }
}
