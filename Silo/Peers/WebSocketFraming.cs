namespace Aevrion.Silo.Peers;

/// <summary>What a message takes on the wire (RFC 6455, section 5.2), sent as one WebSocket frame.</summary>
internal static class WebSocketFraming
{
    private const int HeaderBytes = 2;
    private const int MaskBytes = 4;
    private const int LargestShortLength = 125;

    /// <summary>Bytes of a message of that many bytes of payload, header included.</summary>
    /// <param name="payloadBytes">The message.</param>
    /// <param name="masked">True from client to server.</param>
    public static int WireBytes(int payloadBytes, bool masked) =>
        payloadBytes + HeaderBytes + LengthBytes(payloadBytes) + (masked ? MaskBytes : 0);

    private static int LengthBytes(int payloadBytes) => payloadBytes switch
    {
        <= LargestShortLength => 0,
        <= ushort.MaxValue => sizeof(ushort),
        _ => sizeof(ulong),
    };
}
