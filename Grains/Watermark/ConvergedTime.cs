using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Watermark;
using Aevrion.Storage;

namespace Aevrion.Grains.Watermark;

/// <summary>
/// The watermark as this silo may claim it. It falls as soon as an event older than it is durable, before the event's writer is
/// answered, in the silo that took it and in all others; it rises when the <see cref="IWatermarkGrain"/> has proven it anew. Safe for
/// concurrent use.
/// </summary>
public sealed class ConvergedTime
{
    private readonly LocalWatermark _local;
    private readonly Lock _lock = new();
    private volatile WatermarkAnswer? _answer;
    private readonly TreeShape _shape;
    private long _distrusts;
    private long _trustedThrough;

    public ConvergedTime(RegionOptions options)
    {
        _shape = options.ToShape();
        _local = new LocalWatermark(_shape);
    }

    /// <summary>All regions hold the same events dated before this, in milliseconds since the Unix epoch; null when that is proven of nothing.</summary>
    public long? TimeMs => IsDistrusted ? null : _local.TimeMs;

    /// <summary>Why there is none, or why and when it last moved back; null when neither is so.</summary>
    public string? Reason
    {
        get
        {
            if (_answer is not { } answer)
                return "The region has just started.";
            if (answer.WatermarkMs is not null && IsDistrusted)
                return "Events may have come in without this silo hearing of it; the region's history is being compared again.";
            return answer.WatermarkMs > (_local.TimeMs ?? 0) && _local.Pending is { } pending
                ? $"An event of region '{pending.Origin}' dated {pending.Timestamp}, older than the watermark, has just come in."
                : answer.Reason;
        }
    }

    /// <summary>Called when there is something to report at once. Must be quick.</summary>
    internal Action? Urgent { get; set; }

    /// <summary>Called when something was heard. Must be quick.</summary>
    internal Action? Heard { get; set; }

    /// <summary>What was last heard of the frontiers; null before the first time.</summary>
    internal WatermarkAnswer? Answer => _answer;

    /// <summary>What has to be reported.</summary>
    internal LocalWatermark Local => _local;

    /// <summary>How often this silo may have missed word of others.</summary>
    internal long Distrusts => Interlocked.Read(ref _distrusts);

    internal bool IsDistrusted => Distrusts > Interlocked.Read(ref _trustedThrough);

    /// <summary>
    /// A region is proven to have every event that this silo knows of and that is dated before this, in milliseconds since the Unix epoch;
    /// null when that is proven of none.
    /// </summary>
    public long? AgreedMs(string region)
    {
        lock (_lock)
        {
            if (IsDistrusted || _answer is not { } answer)
                return null;
            var leaf = answer.Known.FirstOrDefault(statement => statement.Region == region)?.AgreedLeaf ?? 0;
            return leaf == 0 ? null : _local.Confine(_shape.StartOf(leaf));
        }
    }

    /// <summary>Takes note of the oldest of some events that have become durable, here or in another silo of the region.</summary>
    public void Admitted(LateAdmission oldest)
    {
        _local.Admitted(oldest);
        if (_answer is { } answer && oldest.Timestamp < answer.CoveredMs)
            Urgent?.Invoke();
    }

    /// <summary>
    /// Makes durable events that this region did not date itself; the watermark does not rise beyond them before they are taken note of.
    /// </summary>
    /// <param name="oldest">Timestamp of the oldest of them.</param>
    /// <param name="append">Makes them durable.</param>
    public async Task<TResult> HoldAsync<TResult>(long oldest, Func<Task<TResult>> append)
    {
        _local.Begin(oldest);
        try
        {
            return await append();
        }
        catch (StorageUnavailableException)
        {
            // They may be durable all the same, and nobody will be told.
            Distrust();
            throw;
        }
        finally
        {
            _local.End(oldest);
        }
    }

    /// <summary>Something may have been admitted without this silo hearing of it: nothing is claimed until history was compared again.</summary>
    public void Distrust()
    {
        Interlocked.Increment(ref _distrusts);
        Urgent?.Invoke();
    }

    /// <summary>History was compared again since the given distrust.</summary>
    internal void Trust(long distrusts) => Interlocked.Exchange(ref _trustedThrough, distrusts);

    /// <summary>Takes the answer to a report.</summary>
    internal void Take(WatermarkAnswer answer)
    {
        lock (_lock)
        {
            var isNew = _answer is not { } known || known.Epoch != answer.Epoch || known.Revision <= answer.Revision;
            _answer = isNew ? answer : _answer;
            _local.Reported(_answer!.WatermarkMs);
        }

        Heard?.Invoke();
    }

    /// <summary>Takes what came unasked: only what is newer, from the life of the grain that last answered a report.</summary>
    internal void Hear(WatermarkAnswer answer)
    {
        lock (_lock)
        {
            if (_answer is not { } known || known.Epoch != answer.Epoch || known.Revision >= answer.Revision)
                return;
            _answer = answer;
            _local.Heard(answer.WatermarkMs);
        }

        Heard?.Invoke();
    }
}
