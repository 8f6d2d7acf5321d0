using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Commits;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// Follows the commits of a region and keeps its list of conflicts. What it knows of keys and of how far it is may be lost at any moment: it
/// goes on from the position that is stored with the list, and following a commit twice changes nothing.
/// </summary>
/// <remarks>Not safe for concurrent use. When several follow, each finds that another moved the position, and begins there.</remarks>
/// <param name="log">The commits.</param>
/// <param name="store">The list.</param>
/// <param name="recent">What this silo committed of late.</param>
/// <param name="time">Paces the writing of the position.</param>
public sealed class ConflictFollower(ICommitLog log, IConflictStore store, RecentCommits recent, TimeProvider time)
{
    /// <summary>Tries of a step whose position another follower moved.</summary>
    private const int MaxTries = 10;

    private readonly ConflictEvaluator _evaluator = new(store);
    private readonly KeyMemory _memory = new();
    private long? _saved;
    private long _followed;
    private long _savedAt;
    private long _beganAt;
    private bool _isFromStart;

    /// <summary>Called when the list had to be made anew, with the number of entries that were not right.</summary>
    public Action<long>? Rebuilt { get; set; }

    /// <summary>Called after each step but the last with the time that it took; the next one waits for it.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Rest { get; set; }

    /// <summary>Follows until a position is reached.</summary>
    /// <param name="through">Position of a commit that is in the log, or was.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task FollowAsync(long through, CancellationToken cancellationToken)
    {
        try
        {
            for (var tried = 0; _saved is null || _followed < through;)
            {
                var began = time.GetTimestamp();
                if (_saved is null)
                    await BeginAsync(cancellationToken).ConfigureAwait(false);
                else if (await StepAsync(through, cancellationToken).ConfigureAwait(false))
                    tried = 0;
                else if (++tried == MaxTries)
                    throw new StorageUnavailableException("Others follow the commits of this region for conflicts at the same time; try again.");
                if (Rest is { } rest && _followed < through)
                    await rest(time.GetElapsedTime(began), cancellationToken).ConfigureAwait(false);
            }

            if (_followed > _saved && time.GetElapsedTime(_savedAt) >= ConflictLimits.SavePeriod)
                await SaveAsync(_followed, ConflictChanges.None, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>Follows everything that was committed before the call.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken) =>
        await FollowAsync(await log.ReadNewestPositionAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Writes how far it is, so that whoever follows next does not read again what was followed. Not while it follows.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer; the position is the one before.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_saved is { } saved && _followed > saved)
            await SaveAsync(_followed, ConflictChanges.None, cancellationToken).ConfigureAwait(false);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        _followed = await store.ReadPositionAsync(cancellationToken).ConfigureAwait(false);
        _saved = _followed;
        _isFromStart = _followed == 0;
        _savedAt = _beganAt = time.GetTimestamp();
    }

    /// <summary>Follows some commits; false when another follower was there first.</summary>
    private async Task<bool> StepAsync(long through, CancellationToken cancellationToken)
    {
        var known = recent.Behind(_followed, ConflictLimits.MaxStepCommits);
        var page = await log.ReadCommitsAsync(
            _followed, ConflictLimits.MaxStepCommits, ConflictLimits.MaxStepEvents, known.Keys, cancellationToken).ConfigureAwait(false);
        if (page.IsTrimmed)
            return await BeginAnewAsync(cancellationToken).ConfigureAwait(false);
        if (page.Commits.Count == 0)
        {
            // What is left up to there are places of transactions that were rolled back.
            _followed = through;
            return true;
        }

        var suspects = await FindSuspectsAsync(page, known, cancellationToken).ConfigureAwait(false);
        var changes = suspects.Count == 0
            ? ConflictChanges.None
            : await _evaluator.EvaluateAsync(
                suspects, _memory, await log.ReadNewestPositionAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var reached = page.Commits[^1].Position;
        if (!changes.IsEmpty || time.GetElapsedTime(_savedAt) >= ConflictLimits.SavePeriod)
            return await SaveAsync(reached, changes, cancellationToken).ConfigureAwait(false);
        _followed = reached;
        return true;
    }

    /// <summary>The keys of a page that have to be evaluated, each with the oldest version that was new, in the order of its commits.</summary>
    private async Task<Dictionary<string, EventStamp>> FindSuspectsAsync(
        CommitPage page, Dictionary<long, RecentEvent[]> known, CancellationToken cancellationToken)
    {
        var suspects = new Dictionary<string, EventStamp>(StringComparer.Ordinal);
        var trustsSilo = _isFromStart || time.GetElapsedTime(_beganAt) >= ConflictLimits.TrustDelay;
        var missing = page.Commits.SelectMany(commit => commit.Stamps).ToList();
        var read = missing.Count == 0
            ? []
            : (await store.ReadLineagesAsync(missing, cancellationToken).ConfigureAwait(false)).ToDictionary(lineage => lineage.Stamp);
        foreach (var commit in page.Commits)
        {
            if (known.TryGetValue(commit.Position, out var events))
            {
                foreach (var (item, follows) in events)
                    Look(item.Key, new VersionLineage(item.Stamp, item.Parents), commit.Position, follows && trustsSilo, suspects);
                continue;
            }

            foreach (var stamp in commit.Stamps)
            {
                if (read.TryGetValue(stamp, out var found))
                    Look(found.Key, found.Version, commit.Position, follows: false, suspects);
            }
        }

        return suspects;
    }

    private void Look(string key, VersionLineage added, long position, bool follows, Dictionary<string, EventStamp> suspects)
    {
        ref var oldest = ref CollectionsMarshal.GetValueRefOrNullRef(suspects, key);
        if (!Unsafe.IsNullRef(ref oldest))
            oldest = added.Stamp < oldest ? added.Stamp : oldest;
        else if (!_memory.IsClean(key, added, position, follows))
            suspects.Add(key, added.Stamp);
    }

    /// <summary>Commits that were not followed are gone from the log: makes the list anew and goes on from where the log is now.</summary>
    private async Task<bool> BeginAnewAsync(CancellationToken cancellationToken)
    {
        var newest = await log.ReadNewestPositionAsync(cancellationToken).ConfigureAwait(false);
        var mended = await new ConflictRebuild(store).RunAsync(_ => { }, cancellationToken).ConfigureAwait(false);
        _memory.Clear();
        if (!await SaveAsync(newest, ConflictChanges.None, cancellationToken).ConfigureAwait(false))
            return false;
        Rebuilt?.Invoke(mended);
        return true;
    }

    private async Task<bool> SaveAsync(long reached, ConflictChanges changes, CancellationToken cancellationToken)
    {
        if (!await store.ApplyAsync(_saved!.Value, reached, changes, cancellationToken).ConfigureAwait(false))
        {
            Forget();
            return false;
        }

        _saved = _followed = reached;
        _savedAt = time.GetTimestamp();
        return true;
    }

    /// <summary>Gives up what is remembered; the next call begins with what is stored.</summary>
    public void Forget()
    {
        _saved = null;
        _memory.Clear();
    }
}
