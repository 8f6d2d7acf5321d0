using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Simulation.Canaries;

/// <summary>A push is acknowledged one event further than it reached.</summary>
internal sealed class PositionAcknowledgedAhead : Canary
{
    /// <inheritdoc/>
    public override byte[] Sent(byte[] frame)
    {
        var parsed = FrameCodec.Parse(frame);
        if (parsed.BodyCase != Frame.BodyOneofCase.PushAck)
            return frame;
        parsed.PushAck.ReceivedThrough++;
        return parsed.ToByteArray();
    }
}
