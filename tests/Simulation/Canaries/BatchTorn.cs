using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Simulation.Canaries;

/// <summary>What comes of a batch is made durable without waiting for the rest of it.</summary>
internal sealed class BatchTorn : Canary
{
    /// <inheritdoc/>
    public override byte[] Sent(byte[] frame)
    {
        var parsed = FrameCodec.Parse(frame);
        if (parsed is not { BodyCase: Frame.BodyOneofCase.Push, Push.Continues: true })
            return frame;
        parsed.Push.Continues = false;
        return parsed.ToByteArray();
    }
}
