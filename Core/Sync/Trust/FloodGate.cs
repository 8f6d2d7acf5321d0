using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Trust;

/// <summary>
/// Notices a peer that sends more than normal operation ever does: token buckets of frames, events and bytes. Times are of a clock that
/// only runs forward, in milliseconds. Not safe for concurrent use.
/// </summary>
public sealed class FloodGate
{
    private readonly FloodLimits _limits;
    private double _frames;
    private double _events;
    private double _bytes;
    private long _filledMs;

    public FloodGate(FloodLimits limits, long nowMs)
    {
        _limits = limits;
        (_frames, _events, _bytes) = (Capacity(limits.Frames), Capacity(limits.Events), Capacity(limits.Bytes));
        _filledMs = nowMs;
    }

    /// <summary>Takes note of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="bytes">What it took on the wire.</param>
    /// <param name="nowMs">Now.</param>
    /// <exception cref="ProtocolViolationException">It is one too many.</exception>
    public void Take(Frame frame, int bytes, long nowMs)
    {
        var seconds = Math.Max(0, nowMs - _filledMs) / 1000.0;
        _filledMs = Math.Max(_filledMs, nowMs);
        _frames = Filled(_frames, _limits.Frames, seconds) - 1;
        _events = Filled(_events, _limits.Events, seconds) - EventsIn(frame);
        _bytes = Filled(_bytes, _limits.Bytes, seconds) - bytes;
        if (_frames < 0)
            throw Flood(_limits.Frames, "frames");
        if (_events < 0)
            throw Flood(_limits.Events, "events");
        if (_bytes < 0)
            throw Flood(_limits.Bytes, "bytes");
    }

    private static int EventsIn(Frame frame) => frame.BodyCase switch
    {
        Frame.BodyOneofCase.Push => frame.Push.Events.Count,
        Frame.BodyOneofCase.Transfer => frame.Transfer.Events.Count,
        _ => 0,
    };

    private static double Capacity(long perSecond) => (double)perSecond * TrustLimits.BurstSeconds;

    private static double Filled(double tokens, long perSecond, double seconds) => Math.Min(Capacity(perSecond), tokens + (seconds * perSecond));

    private static ProtocolViolationException Flood(long perSecond, string what) =>
        new(Refusal.Types.Reason.Unexpected, $"A flood: more than {perSecond} {what} a second for {TrustLimits.BurstSeconds} seconds.");
}
