using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Scanning;

namespace Aevrion.Grains.Access;

/// <summary>
/// The time tree of the keys that somebody may see, as if the region held no others. It is made anew for each request from the key index, so
/// it is bounded: in events, and in how many are made at one time.
/// </summary>
public sealed class PermittedTrees(IKeyStamps stamps, ITreeStore store) : IDisposable
{
    /// <summary>Most events of the keys.</summary>
    public const int MaxEvents = 100_000;

    /// <summary>Trees that a silo makes at one time; others wait for their turn.</summary>
    public const int MaxAtOnce = 2;

    private readonly SemaphoreSlim _turns = new(MaxAtOnce);

    /// <summary>Makes the tree; null when the keys have more than <see cref="MaxEvents"/> events.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<StampTree?> MakeAsync(PermittedKeys keys, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await stamps.ReadStampsAsync(keys.Prefixes, MaxEvents, cancellationToken) is { } found ? new StampTree(store.Shape, found) : null;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
