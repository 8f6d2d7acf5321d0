using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Simulation.Canaries;

/// <summary>Events that wait for their time are acknowledged like all others.</summary>
internal sealed class HeldBackUntold : Canary
{
    /// <inheritdoc/>
    public override byte[] Sent(byte[] frame)
    {
        var parsed = FrameCodec.Parse(frame);
        if (parsed is not { BodyCase: Frame.BodyOneofCase.PushAck, PushAck.HeldBackThrough: > 0 })
            return frame;
        parsed.PushAck.HeldBackThrough = 0;
        return parsed.ToByteArray();
    }
}
