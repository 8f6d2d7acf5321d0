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
    private readonly SortedDictionary<long, int> _underWay = [];
    private long _heldMs;

    /// <summary>All regions hold the same events dated before this, in milliseconds since the Unix epoch; null when that is proven of nothing.</summary>
    public long? TimeMs
    {
        get
        {
            lock (_lock)
                return Claim();
        }
    }

    /// <summary>
    /// A time below which the book found another region equal, less what it has not answered for: the region has every event that this
    /// silo knows of and that is dated before it.
    /// </summary>
    public long Confine(long agreedMs)
    {
        lock (_lock)
            return Beyond(_unreported, Beyond(_underReport, agreedMs)) ?? 0;
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

    /// <summary>
    /// Events that this region did not date itself are about to be made durable. Until <see cref="End"/>, the claim rises to the oldest
    /// of them at most: a proof may count an event whose commit this silo has not heard of yet, together with what was found equal before.
    /// </summary>
    /// <param name="oldest">Timestamp of the oldest, in milliseconds since the Unix epoch.</param>
    public void Begin(long oldest)
    {
        lock (_lock)
        {
            _heldMs = Claim() ?? 0;
            _underWay[oldest] = _underWay.GetValueOrDefault(oldest) + 1;
        }
    }

    /// <summary>They are durable and <see cref="Admitted"/> was told, or they are not.</summary>
    public void End(long oldest)
    {
        lock (_lock)
        {
            var others = _underWay[oldest] - 1;
            if (others > 0)
                _underWay[oldest] = others;
            else
                _underWay.Remove(oldest);
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

    private long? Claim()
    {
        var claim = Beyond(_unreported, Beyond(_underReport, _proven));
        if (claim is { } risen && _underWay.Count > 0)
            claim = Math.Min(risen, Math.Max(_heldMs, shape.StartOf(shape.LeafOf(_underWay.First().Key))));
        return claim > 0 ? claim : null;
    }

    private long? Beyond(LateAdmission? admission, long? time) => admission is null || time is null
        ? time
        : Math.Min(time.Value, shape.StartOf(shape.LeafOf(admission.Timestamp)));
}
