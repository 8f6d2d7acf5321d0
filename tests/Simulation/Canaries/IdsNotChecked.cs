using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Simulation.Canaries;

/// <summary>Whatever comes off the wire is believed: an event that was changed on its way gets the id of what it became.</summary>
internal sealed class IdsNotChecked : Canary
{
    /// <inheritdoc/>
    public override int MaxSeeds => 400;

    /// <inheritdoc/>
    public override byte[] Received(byte[] frame)
    {
        Frame parsed;
        try
        {
            parsed = FrameCodec.Parse(frame);
        }
        catch (ProtocolViolationException)
        {
            return frame;
        }

        if (parsed.BodyCase != Frame.BodyOneofCase.Push)
            return frame;
        foreach (var item in parsed.Push.Events)
        {
            ReadOnlyMemory<byte>? value = item.HasValue ? item.Value.Memory : default(ReadOnlyMemory<byte>?);
            var id = Core.Events.CanonicalEncoding.ComputeId(item.Key.ToStringUtf8(), value, item.Timestamp);
            item.IdCheck = ByteString.CopyFrom(id.ToArray().AsSpan(0, ProtocolLimits.IdCheckBytes));
        }

        return parsed.ToByteArray();
    }
}
