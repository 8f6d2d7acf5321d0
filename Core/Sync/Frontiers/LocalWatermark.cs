using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Frontiers;

/// <summary>
/// The watermark as one silo may claim it: what the region's book last said, and never beyond an event that the silo knows of and the
/// book has not yet answered for. Safe for concurrent use.
/// </summary>
/// <param name="shape">The tree's geometry.</param>
public sealed class LocalWatermark(TreeShape shape)
{
    private readonly Lock _lock = new();
    private long? _proven;
    private LateAdmission? _unreported;
    private LateAdmission? _underReport;

    /// <summary>All regions hold the same events dated before this, in milliseconds since the Unix epoch; null when that is proven of nothing.</summary>
    public long? TimeMs
    {
        get
        {
            lock (_lock)
                return Beyond(_unreported, Beyond(_underReport, _proven)) is { } time and > 0 ? time : null;
        }
    }

    /// <summary>The oldest event that the book has not answered for; null for none.</summary>
    public LateAdmission? Pending
    {
        get
        {
            lock (_lock)
                return _unreported is null || _underReport?.Timestamp <= _unreported.Timestamp ? _underReport : _unreported;
        }
    }

    /// <summary>Takes note of an event that has become durable, before its writer is told.</summary>
    public void Admitted(LateAdmission admission)
    {
        lock (_lock)
        {
            if (_unreported is null || admission.Timestamp < _unreported.Timestamp)
                _unreported = admission;
        }
    }

    /// <summary>What the book has to be told; null when nothing. One report at a time.</summary>
    public LateAdmission? BeginReport()
    {
        lock (_lock)
        {
            if (_underReport is null || _unreported?.Timestamp < _underReport.Timestamp)
                _underReport = _unreported;
            _unreported = null;
            return _underReport;
        }
    }

    /// <summary>The book has taken the report, and says this.</summary>
    public void Reported(long? provenMs)
    {
        lock (_lock)
        {
            _underReport = null;
            _proven = provenMs;
        }
    }

    /// <summary>The book says this, without having been told anything.</summary>
    public void Heard(long? provenMs)
    {
        lock (_lock)
            _proven = provenMs;
    }

    private long? Beyond(LateAdmission? admission, long? time) => admission is null || time is null
        ? time
        : Math.Min(time.Value, shape.StartOf(shape.LeafOf(admission.Timestamp)));
}
