using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Tells frames apart by what they are part of, in either direction.</summary>
public static class FrameTraffic
{
    /// <summary>What the frame is part of.</summary>
    public static FramePurpose PurposeOf(Frame frame) => frame.BodyCase switch
    {
        Frame.BodyOneofCase.Hello or Frame.BodyOneofCase.Welcome or Frame.BodyOneofCase.Refusal => FramePurpose.Connection,
        Frame.BodyOneofCase.Push or Frame.BodyOneofCase.PushAck => FramePurpose.Push,
        Frame.BodyOneofCase.Frontiers => FramePurpose.Frontiers,
        _ => FramePurpose.Exchange,
    };
}
