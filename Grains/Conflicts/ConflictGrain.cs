using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Peers;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Conflicts;

/// <summary>Follows the commits of the region for conflicts and answers what there is of them.</summary>
[Reentrant]
public sealed class ConflictGrain : Grain, IConflictGrain
{
    /// <summary>How long a question waits for the list to catch up.</summary>
    private static readonly TimeSpan CatchUpTimeout = TimeSpan.FromSeconds(10);

    private readonly IConflictStore _store;
    private readonly FollowedCommits _followed;
    private readonly Settlement _settlement;

    public ConflictGrain(
        ICommitLog log, IEventLog events, IEventAppender appender, PeerLinks links, IConflictStore store, RecentCommits recent, RegionClock clock, IGrainFactory grains, ILogger<ConflictGrain> logger)
    {
        var follower = new ConflictFollower(log, store, recent, clock.TimeProvider) { Rebuilt = mended => ConflictLog.MadeAnew(logger, mended) };
        _store = store;
        _followed = new FollowedCommits(log, follower, appender, links, clock, logger);
        _settlement = new Settlement(store, events, grains, CatchUp);
    }

    /// <inheritdoc/>
    public Task Follow()
    {
        _followed.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> CatchUp() => _followed.CatchUpAsync(CatchUpTimeout);

    /// <inheritdoc/>
    public Task Forget()
    {
        _followed.Forget();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ConflictPage> List(ConflictRequest request)
    {
        try
        {
            if (!await CatchUp())
                return new ConflictPage { Status = ConflictStatus.Behind };
            var after = request.After is { } position ? new ConflictRow(position.Key, new(position.Timestamp, position.Id)) : (ConflictRow?)null;
            var entries = await _store.ListAsync(
                new ConflictQuery(request.Prefix, after, request.Limit + 1, request.IncludeValues, request.MaxBytes), CancellationToken.None);

            // A page that its values have ended is shorter than asked, and there may be more behind it.
            var bytes = request.IncludeValues ? entries.Sum(entry => (long)entry.Winner.Size + entry.Loser.Size) : 0;
            return new ConflictPage
            {
                Status = ConflictStatus.Done,
                Conflicts = [.. entries.Take(request.Limit).Select(Conflict)],
                HasMore = entries.Count > request.Limit || bytes > request.MaxBytes,
            };
        }
        catch (StorageUnavailableException)
        {
            return new ConflictPage { Status = ConflictStatus.Unavailable };
        }
    }

    /// <inheritdoc/>
    public Task<SettlementResult> Settle(SettlementRequest request) => _settlement.RunAsync(request);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _followed.LeaveAsync();

    private static KeyConflict Conflict(ConflictEntry entry) =>
        new() { Key = entry.Key, Winner = KeyVersions.Of(entry.Winner), Loser = KeyVersions.Of(entry.Loser) };
}
