using System.Collections.Concurrent;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Counts mismatches, and keeps those that are to be named until they are told: <see cref="VerificationLimits.MaxNamed"/> at most. Safe for
/// concurrent use.
/// </summary>
/// <param name="observer">Told of them.</param>
/// <param name="maxNamed">Most that are named.</param>
/// <param name="isAfterRepair">True when everything derived was mended before: only what is derived is named then, the rest was already.</param>
internal sealed class MismatchLog(IVerificationObserver observer, int maxNamed, bool isAfterRepair = false) : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _byKind = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Mismatch> _untold = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _count;
    private long _derived;
    private int _named;

    /// <summary>All there were.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Those among them that a repair mends.</summary>
    public long Derived => Interlocked.Read(ref _derived);

    /// <summary>How many of each kind.</summary>
    public IReadOnlyDictionary<string, long> ByKind => new SortedDictionary<string, long>(_byKind, StringComparer.Ordinal);

    /// <summary>How many more are named.</summary>
    public int Room => Math.Max(0, maxNamed - Volatile.Read(ref _named));

    /// <summary>True when there was one of that kind.</summary>
    public bool Has(string kind) => _byKind.ContainsKey(kind);

    /// <summary>Takes a mismatch.</summary>
    public void Add(Mismatch mismatch)
    {
        AddUnnamed(mismatch.Kind, mismatch.IsDerived, 1);
        if ((mismatch.IsDerived || !isAfterRepair) && Interlocked.Increment(ref _named) <= maxNamed)
            _untold.Enqueue(mismatch with { IsAfterRepair = isAfterRepair });
    }

    /// <summary>Takes mismatches that are only counted.</summary>
    public void AddUnnamed(string kind, bool isDerived, long count)
    {
        _byKind.AddOrUpdate(kind, count, (_, sum) => sum + count);
        Interlocked.Add(ref _count, count);
        if (isDerived)
            Interlocked.Add(ref _derived, count);
    }

    /// <summary>Tells what is not told yet; waits for the one who listens.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (_untold.IsEmpty)
            return;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (_untold.TryDequeue(out var mismatch))
                await observer.FoundAsync(mismatch, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
