namespace Aevrion.Storage.Postgres.Eras;

/// <summary>The spans of the eras as they were read at one time.</summary>
internal sealed class EraList
{
    private readonly long[] _fromMs;
    private readonly short[] _numbers;

    /// <param name="spans">All spans, ascending; the first begins at 0.</param>
    public EraList(IReadOnlyList<EraSpan> spans)
    {
        _fromMs = [.. spans.Select(span => span.FromMs)];
        _numbers = [.. spans.Select(span => span.Number)];
        Newest = _numbers.Max();
    }

    /// <summary>The highest number of an era: who knows it knows all spans.</summary>
    public short Newest { get; }

    /// <summary>The eras of events, which come in time order.</summary>
    public short[] ErasOf(ReadOnlySpan<long> timestamps)
    {
        var eras = new short[timestamps.Length];
        if (eras.Length == 0)
            return eras;

        var span = SpanOf(timestamps[0]);
        for (var i = 0; i < eras.Length; i++)
        {
            if (span + 1 < _fromMs.Length && timestamps[i] >= _fromMs[span + 1])
                span = SpanOf(timestamps[i]);
            eras[i] = _numbers[span];
        }

        return eras;
    }

    /// <summary>The era of an event.</summary>
    public short EraOf(long timestamp) => _numbers[SpanOf(timestamp)];

    private int SpanOf(long timestamp)
    {
        var found = Array.BinarySearch(_fromMs, timestamp);
        return found >= 0 ? found : ~found - 1;
    }
}
