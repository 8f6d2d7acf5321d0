using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tests.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>
/// A frame off a connection between regions. What is taken says the same when it is written again; of events, what is taken keeps every
/// rule of events.
/// </summary>
internal sealed class PeerFrameTarget : FuzzTarget
{
    public override string Name => "peer-frame";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. GoldenFrames.All.Values.Select(frame => frame.ToByteArray())];

    public override long AllowedBytes(int inputBytes) => (512 * 1024) + (1024L * inputBytes);

    public override string Run(byte[] input)
    {
        try
        {
            var frame = FrameCodec.Parse(input);
            if (!FrameCodec.Parse(frame.ToByteArray()).Equals(frame))
                throw new InvalidOperationException("Written and read again, it is another frame.");
            if (frame.BodyCase == Frame.BodyOneofCase.Push)
                Check(frame.Push.Events);
            else if (frame.BodyCase == Frame.BodyOneofCase.Transfer)
                Check(frame.Transfer.Events);
            return frame.BodyCase.ToString();
        }
        catch (ProtocolViolationException refused)
        {
            return Names.Of(refused.Message);
        }
    }

    private static void Check(IList<WireEvent> wire)
    {
        foreach (var item in WireEvents.FromWire(wire))
        {
            if (EventRules.Check(item.Key, item.Value.GetValueOrDefault().Length, item.Timestamp) != EventRejection.None)
                throw new InvalidOperationException("An event that breaks the rules was taken.");
            if (!RegionName.IsValid(item.Origin))
                throw new InvalidOperationException("An event was taken whose origin is no name of a region.");
            if (WireEvents.FromWire([WireEvents.ToWire(item)])[0].Id != item.Id)
                throw new InvalidOperationException("Written and read again, it is another event.");
        }
    }
}
