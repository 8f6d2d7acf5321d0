using Aevrion.Core.Sync.Protocol;
using Google.Protobuf.Collections;

namespace Aevrion.Bench.Reconcile.Exchanges;

/// <summary>Counts what goes over a connection, WebSocket framing included (RFC 6455, section 5.2), without compression.</summary>
internal sealed class WireMeter
{
    private const int MaskBytes = 4;
    private const int MaxInlineLength = 125;

    /// <summary>Bytes on the wire, both directions.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those of them that are events, as they are encoded.</summary>
    public long EventBytes { get; private set; }

    /// <summary>Counts a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="length">Its encoded length in bytes.</param>
    /// <param name="fromDialler">A client masks what it sends.</param>
    public void Count(Frame frame, int length, bool fromDialler)
    {
        Bytes += length + FramingBytes(length, fromDialler);
        EventBytes += EventsOf(frame).Sum(item => (long)item.CalculateSize());
    }

    /// <summary>Bytes that WebSocket puts before a message.</summary>
    public static int FramingBytes(int length, bool fromClient) =>
        (length <= MaxInlineLength ? 2 : length <= ushort.MaxValue ? 4 : 10) + (fromClient ? MaskBytes : 0);

    /// <summary>True for a frame that moves events, or asks for them: what differs is known by then.</summary>
    public static bool Repairs(Frame frame) =>
        frame.BodyCase == Frame.BodyOneofCase.Transfer;

    private static RepeatedField<WireEvent> EventsOf(Frame frame) => frame.BodyCase switch
    {
        Frame.BodyOneofCase.Transfer => frame.Transfer.Events,
        Frame.BodyOneofCase.TransferAnswer => frame.TransferAnswer.Events,
        _ => [],
    };
}
