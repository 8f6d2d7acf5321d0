using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Google.Protobuf;

namespace Aevrion.Simulation.Tests.Recorded;

/// <summary>A listener's end that deals with one frame at a time.</summary>
internal sealed class RecordedListener(RecordedRegion region)
{
    private readonly ListenerSession _session = new(region.Settings, new StreamPositions(), openedMs: 0);

    /// <summary>Takes a frame off the wire; answers what is sent back. A violation is answered with a refusal.</summary>
    public async Task<List<byte[]>> ReceiveAsync(byte[] bytes)
    {
        var answers = new List<byte[]>();
        try
        {
            for (var effect = _session.Receive(FrameCodec.Parse(bytes), RecordedRegion.NowMs + 20); effect is not null;)
            {
                if (effect is SendFrame send)
                    answers.Add(send.Frame.ToByteArray());
                effect = _session.Handle(effect is SendFrame ? FrameSent.Instance : await region.PerformAsync(effect));
            }
        }
        catch (ProtocolViolationException violation)
        {
            answers.Add(FrameCodec.Refuse(violation.Reason, violation.Message).ToByteArray());
        }

        return answers;
    }
}
