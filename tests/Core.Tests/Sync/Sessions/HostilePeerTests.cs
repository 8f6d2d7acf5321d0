using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;

namespace Aevrion.Core.Tests.Sync.Sessions;

/// <summary>Whatever comes off the wire, a session goes on, ends in order, or throws a <see cref="ProtocolViolationException"/>; nothing else.</summary>
public sealed class HostilePeerTests
{
    private const int Rounds = 2_000;
    private const int MaxFrames = 30;
    private const int MaxEffects = 2_000;
    private const long Horizon = 30;

    [Fact]
    public void A_listener_survives_any_frames()
    {
        var ended = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var frames = new RandomFrames(new Random(seed));
            var region = Region(seed);
            var session = new ListenerSession(GivenSessions.Us, new StreamPositions(), 0);
            ended += Survives(seed, () =>
            {
                Listen(session, region, seed % 50 == 0 ? frames.Change(GivenSessions.Hello()) : GivenSessions.Hello(), []);
                for (var i = 0; i < MaxFrames; i++)
                    Listen(session, region, frames.Next(), []);
            });
        }

        Assert.InRange(ended, Rounds / 2, Rounds);
    }

    [Fact]
    public void A_dialler_survives_any_frames_whether_an_exchange_runs_or_not()
    {
        var ended = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var frames = new RandomFrames(new Random(seed));
            ended += Survives(seed, () => Dial(seed, (request, _) =>
                [request.BodyCase == Frame.BodyOneofCase.Hello && seed % 20 > 0 ? GivenSessions.Welcome() : frames.Next()]));
        }

        Assert.InRange(ended, Rounds / 2, Rounds);
    }

    [Fact]
    public void A_dialler_and_a_listener_survive_honest_frames_with_something_changed()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var frames = new RandomFrames(random);
            var listener = new ListenerSession(GivenSessions.Us, new StreamPositions(), 0);
            var region = Region(seed + 1);
            Survives(seed, () => Dial(seed, (request, step) =>
            {
                var answers = new List<Frame>();
                Listen(listener, region, step > 1 && random.Next(12) == 0 ? frames.Change(request) : request, answers);
                return [.. answers.Select(answer => random.Next(6) == 0 ? frames.Change(answer) : answer)];
            }));
        }
    }

    private static int Survives(int seed, Action hostilities)
    {
        try
        {
            hostilities();
            return 0;
        }
        catch (ProtocolViolationException)
        {
            return 1;
        }
        catch (Exception other) when (other is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"Seed {seed}: {other.GetType().Name}", other);
        }
    }

    private static void Listen(ListenerSession session, ModelRegion region, Frame frame, List<Frame> answers)
    {
        var effects = 0;
        for (var effect = session.Receive(frame, 0); effect is not null;)
        {
            if (effect is PeerLeaves)
                throw new ProtocolViolationException("The session is over.");
            Assert.True(++effects < MaxEffects, "one frame makes no endless work");
            if (effect is SendFrame send)
                answers.Add(send.Frame);
            effect = session.Handle(effect switch
            {
                SendFrame => FrameSent.Instance,
                NotePeer or LearnFrontiers => Noted.Instance,
                _ => region.Perform(effect, Horizon),
            });
        }

    }

    private static void Dial(int seed, Func<Frame, int, IReadOnlyList<Frame>> answer)
    {
        var region = Region(seed);
        var outbox = new Outbox();
        outbox.Add([GivenSessions.At(1), GivenSessions.At(2)]);
        var session = new DiallerSession(GivenSessions.Eu, "us", GivenSessions.Stream, outbox);
        var effects = new Queue<SessionEffect>(session.Open(0, 0));
        var arriving = new Queue<Frame>();
        for (var step = 0; step < MaxEffects; step++)
        {
            IReadOnlyList<SessionEffect> next = [];
            if (effects.TryDequeue(out var effect))
            {
                if (effect is SendToPeer send)
                {
                    foreach (var frame in answer(send.Frame, step))
                        arriving.Enqueue(frame);
                    next = session.Handle(new FrameWritten(send), step);
                }
                else if (effect is PerformEffect wanted)
                {
                    next = session.Handle(new EffectPerformed(region.Perform(wanted.Effect, Horizon)), step);
                }
                else if (effect is SessionOpened && seed % 3 > 0)
                {
                    next = session.Handle(new ExchangeRequested(new ExchangeInitiator(GivenSessions.Shape, new byte[] { 7 }, ExchangeKind.Closed)), step);
                }
            }
            else if (session.WantsFrames && arriving.TryDequeue(out var frame))
            {
                next = session.Handle(new FrameArrived(frame), step);
            }
            else
            {
                return;
            }

            foreach (var item in next)
                effects.Enqueue(item);
        }

        Assert.Fail($"seed {seed}: an exchange without end");
    }

    private static ModelRegion Region(int seed)
    {
        var region = new ModelRegion(GivenSessions.Shape);
        var random = new Random(seed / 2);
        region.Add(Enumerable.Range(0, 20).Select(_ => random.Next(200) + ((seed & 1) * random.Next(2)))
            .Select(i => Event.Create($"key{i}", BitConverter.GetBytes(i), i, "us")));
        return region;
    }
}
