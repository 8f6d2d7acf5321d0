using Google.Protobuf;

namespace Aevrion.Core.Sync.Protocol;

/// <summary>Frames to bytes and back.</summary>
public static class FrameCodec
{
    /// <summary>Parses one frame.</summary>
    /// <exception cref="ProtocolViolationException">Too large, not a frame, or a frame without a body or with several.</exception>
    public static Frame Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ProtocolLimits.MaxFrameBytes)
            throw new ProtocolViolationException(Refusal.Types.Reason.TooLarge, TooLargeMessage);
        if (FrameBodies.AreSeveral(bytes))
            throw new ProtocolViolationException("The frame has more than one body.");

        Frame frame;
        try
        {
            frame = Frame.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ProtocolViolationException("The message is not a frame of the peer protocol.", exception);
        }

        return frame.BodyCase == Frame.BodyOneofCase.None
            ? throw new ProtocolViolationException("The frame has no body, or one this version does not know.")
            : frame;
    }

    /// <summary>What a refusal for size says.</summary>
    public static string TooLargeMessage { get; } = $"A frame has at most {ProtocolLimits.MaxFrameBytes} bytes.";

    /// <summary>A frame that ends the connection and says why.</summary>
    public static Frame Refuse(Refusal.Types.Reason reason, string message) =>
        new() { Refusal = new Refusal { Reason = reason, Message = message } };
}
