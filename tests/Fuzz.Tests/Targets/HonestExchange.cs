using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tests.Sync;
using Aevrion.Core.Tests.Sync.Sessions;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>What two regions with different events say to each other until they are equal.</summary>
internal sealed class HonestExchange
{
    public const long Horizon = 30;

    private readonly List<Frame> _requests = [];
    private readonly List<Frame> _answers = [];
    private readonly Queue<Frame> _waiting = new();
    private readonly ResponderMemory _memory = new();
    private readonly ModelRegion _listener;

    public HonestExchange(int seed)
    {
        _listener = Region(seed + 1);
        var dialler = Region(seed);
        var initiator = Initiator();
        for (var effect = initiator.Start(); effect is not (null or ExchangeFinished);)
        {
            if (effect is AskPeer or SendFrame)
                Respond(effect is AskPeer ask ? ask.Request : ((SendFrame)effect).Frame);
            effect = initiator.Handle(effect switch
            {
                AskPeer or AwaitFrame => new FrameReceived(_waiting.Dequeue()),
                SendFrame => FrameSent.Instance,
                _ => dialler.Perform(effect, Horizon),
            });
        }
    }

    public IReadOnlyList<Frame> Requests => _requests;

    public IReadOnlyList<Frame> Answers => _answers;

    /// <summary>An exchange that always asks the same of the same region.</summary>
    public static ExchangeInitiator Initiator() => new(GivenSessions.Shape, new byte[] { 7 }, ExchangeKind.Closed);

    /// <summary>Some events; regions of seeds that differ by one, from an even one on, have most of them in common.</summary>
    public static ModelRegion Region(int seed)
    {
        var region = new ModelRegion(GivenSessions.Shape);
        var random = new Random(seed / 2);
        region.Add(Enumerable.Range(0, 20).Select(_ => random.Next(200) + ((seed & 1) * random.Next(2)))
            .Select(i => Event.Create($"key{i}", BitConverter.GetBytes(i), i, "us")));
        return region;
    }

    private void Respond(Frame request)
    {
        _requests.Add(request);
        var responder = new ExchangeResponder(GivenSessions.Shape, _memory, request);
        for (var effect = responder.Start(); effect is not null;)
        {
            if (effect is SendFrame send)
            {
                _answers.Add(send.Frame);
                _waiting.Enqueue(send.Frame);
            }

            effect = responder.Handle(effect is SendFrame ? FrameSent.Instance : _listener.Perform(effect, Horizon));
        }
    }
}
