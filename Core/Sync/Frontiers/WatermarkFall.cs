namespace Aevrion.Core.Sync.Frontiers;

/// <summary>A move back of the watermark.</summary>
/// <param name="FromMs">Where it had been, in milliseconds since the Unix epoch.</param>
/// <param name="ToMs">Where it went; 0 when nothing stayed proven.</param>
/// <param name="AtMs">When.</param>
/// <param name="Cause">Why: a sentence.</param>
public sealed record WatermarkFall(long FromMs, long ToMs, long AtMs, string Cause)
{
    /// <summary>The move and its cause in words.</summary>
    public override string ToString() => ToMs == 0
        ? $"{Cause} The watermark, which stood at {Text(FromMs)}, was taken back at {Text(AtMs)}."
        : $"{Cause} The watermark moved back from {Text(FromMs)} to {Text(ToMs)} at {Text(AtMs)}.";

    /// <summary>A time as people read it.</summary>
    internal static string Text(long timestamp) => DateTimeOffset.FromUnixTimeMilliseconds(timestamp).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
