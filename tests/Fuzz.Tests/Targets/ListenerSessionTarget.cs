using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Tests.Sync;
using Aevrion.Core.Tests.Sync.Protocol;
using Aevrion.Core.Tests.Sync.Sessions;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>All that a dialler says to a listener. The session goes on, ends in order, or refuses; a frame makes a bounded number of effects.</summary>
internal sealed class ListenerSessionTarget : FuzzTarget
{
    private const int MaxEffectsPerFrame = 2_000;

    public override string Name => "listener-session";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        FrameSequence.Of(GivenSessions.Hello(), GivenSessions.PushOf(1, 3), GivenSessions.PushOf(4, 1, behind: 2)),
        FrameSequence.Of([GivenSessions.Hello(), .. new HonestExchange(0).Requests]),
        FrameSequence.Of([GivenSessions.Hello(), .. new HonestExchange(8).Requests]),
        .. GoldenFrames.All.Values.Select(frame => FrameSequence.Of(GivenSessions.Hello(), frame)),
    ];

    /// <summary>A request of a few bytes may ask for an answer of a frame, and the region in memory computes its tree anew for each.</summary>
    public override long AllowedBytes(int inputBytes) => 256L * 1024 * 1024;

    public override string Run(byte[] input)
    {
        var session = new ListenerSession(GivenSessions.Us, new StreamPositions(), 0);
        var region = HonestExchange.Region(1);
        var taken = 0;
        try
        {
            foreach (var frame in FrameSequence.Read(input))
            {
                if (!Take(session, region, frame))
                    return "left";
                taken++;
            }

            return $"open {taken}";
        }
        catch (ProtocolViolationException refused)
        {
            return $"{Names.Of(refused.Message)} {taken}";
        }
    }

    private static bool Take(ListenerSession session, ModelRegion region, Frame frame)
    {
        var effects = 0;
        for (var effect = session.Receive(frame, 0); effect is not null;)
        {
            if (effect is PeerLeaves)
                return false;
            if (++effects > MaxEffectsPerFrame)
                throw new InvalidOperationException("A frame makes endless work.");
            if (effect is SendFrame send && send.Frame.CalculateSize() > ProtocolLimits.MaxFrameBytes)
                throw new InvalidOperationException("The answer is larger than a frame may be.");
            effect = session.Handle(effect switch
            {
                SendFrame => FrameSent.Instance,
                NotePeer or LearnFrontiers => Noted.Instance,
                _ => region.Perform(effect, HonestExchange.Horizon),
            });
        }

        return true;
    }
}
