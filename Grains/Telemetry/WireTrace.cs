using System.Diagnostics;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Grains.Telemetry;

/// <summary>A trace's place as a frame carries it: 16 bytes of the trace, 8 of the span, one of flags, as in W3C's trace context in binary.</summary>
internal static class WireTrace
{
    private const int TraceBytes = 16;
    private const int SpanBytes = 8;

    public static ByteString Write(ActivityContext context)
    {
        Span<byte> bytes = stackalloc byte[ProtocolLimits.TraceBytes];
        context.TraceId.CopyTo(bytes[..TraceBytes]);
        context.SpanId.CopyTo(bytes.Slice(TraceBytes, SpanBytes));
        bytes[TraceBytes + SpanBytes] = (byte)context.TraceFlags;
        return ByteString.CopyFrom(bytes);
    }

    /// <summary>The traces of a frame, as many as are taken; what is none is left out: nothing else depends on it.</summary>
    public static List<ActivityContext> Read(IEnumerable<ByteString> traces)
    {
        var read = new List<ActivityContext>();
        foreach (var trace in traces.Take(ProtocolLimits.MaxTracesPerPush).Where(trace => trace.Length == ProtocolLimits.TraceBytes))
        {
            var bytes = trace.Span;
            var id = ActivityTraceId.CreateFromBytes(bytes[..TraceBytes]);
            var span = ActivitySpanId.CreateFromBytes(bytes.Slice(TraceBytes, SpanBytes));
            if (id != default && span != default)
                read.Add(new ActivityContext(id, span, (ActivityTraceFlags)(bytes[^1] & (byte)ActivityTraceFlags.Recorded), isRemote: true));
        }

        return read;
    }
}
