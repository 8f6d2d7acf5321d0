using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Tests.Sync;
using Aevrion.Core.Tests.Sync.Protocol;
using Aevrion.Core.Tests.Sync.Sessions;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>All that a listener answers a dialler, while an exchange runs. The session goes on, ends in order, or refuses.</summary>
internal sealed class DiallerSessionTarget : FuzzTarget
{
    private const int MaxEffects = 20_000;

    public override string Name => "dialler-session";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        FrameSequence.Of(GivenSessions.Welcome(), GivenSessions.Ack(1), GivenSessions.Ack(2)),
        FrameSequence.Of([GivenSessions.Welcome(), .. new HonestExchange(0).Answers]),
        FrameSequence.Of([GivenSessions.Welcome(), GivenSessions.Ack(2), .. new HonestExchange(8).Answers]),
        .. GoldenFrames.All.Values.Select(frame => FrameSequence.Of(GivenSessions.Welcome(), frame)),
    ];

    public override long AllowedBytes(int inputBytes) => 256L * 1024 * 1024;

    public override string Run(byte[] input)
    {
        var region = HonestExchange.Region(0);
        var outbox = new Outbox();
        outbox.Add([GivenSessions.At(1), GivenSessions.At(2)]);
        var session = new DiallerSession(GivenSessions.Eu, "us", GivenSessions.Stream, outbox);
        var effects = new Queue<SessionEffect>(session.Open(0, 0));
        var taken = 0;
        try
        {
            Perform(session, region, effects, 0);
            foreach (var frame in FrameSequence.Read(input))
            {
                if (!session.WantsFrames)
                    throw new InvalidOperationException("The session wants no frames though it has nothing to do.");
                foreach (var effect in session.Handle(new FrameArrived(frame), ++taken))
                    effects.Enqueue(effect);
                Perform(session, region, effects, taken);
            }

            return $"open {taken}";
        }
        catch (ProtocolViolationException refused)
        {
            return $"{Names.Of(refused.Message)} {taken}";
        }
    }

    private static void Perform(DiallerSession session, ModelRegion region, Queue<SessionEffect> effects, int step)
    {
        for (var performed = 0; effects.TryDequeue(out var effect); performed++)
        {
            if (performed > MaxEffects)
                throw new InvalidOperationException("A frame makes endless work.");
            IReadOnlyList<SessionEffect> next = effect switch
            {
                SendToPeer send => session.Handle(new FrameWritten(send), step),
                PerformEffect wanted => session.Handle(new EffectPerformed(region.Perform(wanted.Effect, HonestExchange.Horizon)), step),
                SessionOpened when session.CanExchange => session.Handle(new ExchangeRequested(HonestExchange.Initiator()), step),
                _ => [],
            };
            foreach (var item in next)
                effects.Enqueue(item);
        }
    }
}
