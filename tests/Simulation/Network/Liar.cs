using Aevrion.Core.Sync.Protocol;
using Aevrion.Simulation.Kernel;
using Google.Protobuf;

namespace Aevrion.Simulation.Network;

/// <summary>A region whose frames are not what it should have sent: broken, made up, wrong in a field, without end.</summary>
internal sealed class Liar(int region, SeededRandom random)
{
    private const int MaxRepeats = 200;

    private readonly double _share = random.Pick([0.02, 0.1, 0.5]);

    public IEnumerable<byte[]> Tamper(int from, byte[] frame)
    {
        if (from != region || !random.Chance(_share))
            return [frame];
        return random.Below(6) switch
        {
            0 => [Flip(frame)],
            1 => [random.Bytes(random.Below(200))],
            2 => [],
            3 => Endless(frame),
            _ => [Lie(frame)],
        };
    }

    private byte[] Flip(byte[] frame)
    {
        var flipped = frame.ToArray();
        for (var i = random.Below(3); i >= 0 && flipped.Length > 0; i--)
            flipped[random.Below(flipped.Length)] ^= (byte)(1 << random.Below(8));
        return flipped;
    }

    /// <summary>The same over and over, with the announcement that there is more.</summary>
    private IEnumerable<byte[]> Endless(byte[] frame)
    {
        var parsed = FrameCodec.Parse(frame);
        if (parsed.BodyCase == Frame.BodyOneofCase.TransferAnswer)
            (parsed.TransferAnswer.More, parsed.TransferAnswer.Cut) = (true, true);
        return Enumerable.Repeat(parsed.ToByteArray(), random.Between(2, MaxRepeats));
    }

    private byte[] Lie(byte[] frame)
    {
        var parsed = FrameCodec.Parse(frame);
        switch (parsed.BodyCase)
        {
            case Frame.BodyOneofCase.Welcome:
                parsed.Welcome.ReceivedThrough = random.NextBits() >> random.Below(64);
                break;
            case Frame.BodyOneofCase.PushAck:
                parsed.PushAck.ReceivedThrough += (ulong)random.Below(10);
                break;
            case Frame.BodyOneofCase.Push:
                Change(parsed.Push);
                break;
            case Frame.BodyOneofCase.ProbeRequest:
                parsed.ProbeRequest.Digest = Other(parsed.ProbeRequest.Digest);
                break;
            case Frame.BodyOneofCase.ProbeAnswer:
                Change(parsed.ProbeAnswer);
                break;
            case Frame.BodyOneofCase.ChildrenAnswer:
                parsed.ChildrenAnswer.Children.Digests = Other(parsed.ChildrenAnswer.Children.Digests);
                break;
            case Frame.BodyOneofCase.LeafSketchAnswer:
                parsed.LeafSketchAnswer.Symbols = Other(parsed.LeafSketchAnswer.Symbols);
                parsed.LeafSketchAnswer.Items = Other(parsed.LeafSketchAnswer.Items);
                break;
            case Frame.BodyOneofCase.EventSketchAnswer:
                parsed.EventSketchAnswer.Symbols = Other(parsed.EventSketchAnswer.Symbols);
                parsed.EventSketchAnswer.Items = Other(parsed.EventSketchAnswer.Items);
                break;
            case Frame.BodyOneofCase.TransferAnswer:
                Change(parsed.TransferAnswer);
                break;
            case Frame.BodyOneofCase.Transfer:
                parsed.Transfer.Losers = Other(parsed.Transfer.Losers);
                parsed.Transfer.Events.Clear();
                break;
            default:
                return Flip(frame);
        }

        return parsed.ToByteArray();
    }

    private void Change(Push push)
    {
        if (random.Chance(0.5))
            push.FirstPosition += (ulong)random.Below(1_000);
        else if (push.Events.Count > 0)
            push.Events[random.Below(push.Events.Count)].Value = ByteString.CopyFrom(random.Bytes(5));
    }

    private void Change(ProbeAnswer answer)
    {
        switch (random.Below(4))
        {
            case 0:
                answer.Equal = !answer.Equal;
                break;
            case 3:
                answer.LosersSum = random.NextBits();
                break;
            case 1:
                answer.Horizon = (ulong)Math.Max(0, (long)answer.Horizon - random.Below(100));
                break;
            default:
                answer.Digest = Other(answer.Digest);
                break;
        }
    }

    private void Change(TransferAnswer answer)
    {
        switch (random.Below(4))
        {
            case 0:
                answer.Events.Clear();
                break;
            case 3:
                answer.Losers = Other(answer.Losers);
                break;
            case 1:
                answer.Digest = Other(answer.Digest);
                break;
            default:
                answer.More = !answer.More;
                break;
        }
    }

    private ByteString Other(ByteString bytes) => ByteString.CopyFrom(random.Bytes(bytes.Length));
}
