using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;
using Orleans;

namespace Aevrion.Grains.Conflicts;

/// <summary>
/// Settles conflicts: writes the version picked once more, through the key's own grain, on the condition that the winner seen is still the
/// latest. What loses to it meanwhile is not among its parents, so it stays a conflict and is not settled unseen.
/// </summary>
/// <param name="store">The list.</param>
/// <param name="log">The events.</param>
/// <param name="grains">The keys.</param>
/// <param name="catchUp">Makes the list follow what was committed; false when it does not in time.</param>
internal sealed class Settlement(IConflictStore store, IEventLog log, IGrainFactory grains, Func<Task<bool>> catchUp)
{
    /// <summary>How often a settlement begins anew because the key was written meanwhile.</summary>
    private const int MaxTries = 10;

    /// <summary>Writes that one settlement takes at most. Each but the last takes in as many losers as an event has room for.</summary>
    private const int MaxWrites = 64;

    /// <summary>Losers that an event can name beside the version it follows.</summary>
    private const int MaxNamed = EventLimits.MaxParents - 2;

    /// <summary>Pages of the key's history that a version picked by its id is looked for in, newest first.</summary>
    private const int MaxPages = 100;

    /// <summary>Losers that an answer lists.</summary>
    private const int MaxListed = 64;

    /// <summary>Settles the conflict of a key.</summary>
    public async Task<SettlementResult> RunAsync(SettlementRequest request)
    {
        try
        {
            var writes = 0;
            for (var tried = 0; tried < MaxTries && writes < MaxWrites;)
            {
                if (!await catchUp())
                    return Refused(ConflictStatus.Behind);
                var key = grains.GetKeyGrain(request.Key);
                var latest = await key.GetLatest();
                var losers = await ReadLosersAsync(request.Key);
                if (latest.Status != OperationStatus.Done)
                    return Refused(Of(latest.Status));
                if (latest.Version is not { } winner || losers.Count == 0)
                    return Refused(ConflictStatus.NoConflict);
                var (picked, refused) = await PickAsync(request, new EventStamp(winner.Timestamp, winner.Id), losers);
                if (picked is null)
                    return refused!;

                // More losers than an event can name: some are taken in first, by writing the winner once more.
                var isLast = losers.Count <= MaxNamed;
                var written = await key.Write(new WriteRequest
                {
                    Value = isLast ? picked.Value : winner.Value,
                    IfLatest = winner.Id,
                    AlsoSeen = [.. (isLast ? losers : losers.Where(loser => loser.Id != picked.Id)).Take(MaxNamed).Select(loser => loser.Id)],
                });
                if (written.Status == OperationStatus.PreconditionFailed)
                    tried++;
                else if (isLast || written.Status != OperationStatus.Done)
                    return new SettlementResult { Status = Of(written.Status), Id = written.Id, Timestamp = written.Timestamp };
                else
                    writes++;
            }

            return Refused(ConflictStatus.Overloaded);
        }
        catch (StorageUnavailableException)
        {
            return Refused(ConflictStatus.Unavailable);
        }
    }

    private async Task<List<EventStamp>> ReadLosersAsync(string key) =>
        [.. (await store.ReadLosersAsync([key], CancellationToken.None)).Select(row => row.Loser).OrderDescending()];

    /// <summary>The version picked; or why there is none.</summary>
    private async Task<(Event? Picked, SettlementResult? Refused)> PickAsync(SettlementRequest request, EventStamp winner, List<EventStamp> losers)
    {
        if (request.Pick == SettlementPick.Loser && losers.Count > 1)
            return (null, Refused(ConflictStatus.SeveralLosers) with { Losers = [.. losers.Take(MaxListed).Select(loser => loser.Id)] });
        var stamp = request.Pick switch
        {
            SettlementPick.Winner => winner,
            SettlementPick.Loser => losers[0],
            _ when winner.Id == request.Id => winner,
            _ => await FindAsync(request.Key, winner, request.Id.GetValueOrDefault(), losers),
        };
        var found = stamp is { } known ? await log.ReadEventsAsync([known], long.MaxValue, CancellationToken.None) : [];
        return found.Count == 1 ? (found[0], null) : (null, Refused(ConflictStatus.UnknownVersion));
    }

    private async Task<EventStamp?> FindAsync(string key, EventStamp winner, Hash256 id, List<EventStamp> losers)
    {
        if (losers.FindIndex(loser => loser.Id == id) is >= 0 and var index)
            return losers[index];
        var than = winner;
        for (var page = 0; page < MaxPages; page++)
        {
            var versions = await store.ReadOlderAsync(key, than, ConflictLimits.MaxVersionsAtOnce, CancellationToken.None);
            foreach (var version in versions)
            {
                if (version.Stamp.Id == id)
                    return version.Stamp;
            }

            if (versions.Count < ConflictLimits.MaxVersionsAtOnce)
                return null;
            than = versions[^1].Stamp;
        }

        return null;
    }

    private static SettlementResult Refused(ConflictStatus status) => new() { Status = status };

    private static ConflictStatus Of(OperationStatus status) => status switch
    {
        OperationStatus.Done => ConflictStatus.Done,
        OperationStatus.Overloaded => ConflictStatus.Overloaded,
        OperationStatus.Unavailable => ConflictStatus.Unavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a way for a settlement to end."),
    };
}
