using Aevrion.Grains.Relay;
using Aevrion.Storage;
using Aevrion.Storage.Commits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Watches;

/// <summary>
/// Keeps the silo's ring of recent changes while there are watches: own commits come from memory; what is between them (another silo's
/// commit, or a transaction that failed) is read from the commit log, whose positions say that nothing is missing.
/// </summary>
/// <remarks>
/// Silos tell each other their positions, so that a change is seen at once everywhere; a position that got lost costs
/// <see cref="WatchLimits.PollPeriod"/> and nothing else. While the database is away, watches wait.
/// </remarks>
internal sealed class WatchFeed : BackgroundService
{
    private readonly OwnCommits _own;
    private readonly ChangeRing _ring;
    private readonly ChangeReader _reader;
    private readonly ICommitLog _commits;
    private readonly SiloRelay _relay;
    private readonly TimeProvider _time;
    private readonly ILogger<WatchFeed> _logger;
    private readonly Signal _needed = new();
    private int _watches;
    private long _leftAt;
    private long _heard;

    public WatchFeed(
        OwnCommits own, ChangeRing ring, ChangeReader reader, ICommitLog commits, SiloRelay relay, TimeProvider time, ILogger<WatchFeed> logger)
    {
        _own = own;
        _ring = ring;
        _reader = reader;
        _commits = commits;
        _relay = relay;
        _time = time;
        _leftAt = time.GetTimestamp();
        _logger = logger;
        relay.Reached = Hear;
    }

    private bool IsNeeded => Volatile.Read(ref _watches) > 0 || _time.GetElapsedTime(Volatile.Read(ref _leftAt)) < WatchLimits.Linger;

    /// <summary>A watch begins; false when there are too many already.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _watches) > WatchLimits.MaxWatches)
        {
            Interlocked.Decrement(ref _watches);
            return false;
        }

        _needed.Set();
        return true;
    }

    /// <summary>A watch ends.</summary>
    public void Leave()
    {
        Volatile.Write(ref _leftAt, _time.GetTimestamp());
        Interlocked.Decrement(ref _watches);
    }

    public override void Dispose()
    {
        _needed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(ServeAsync(stoppingToken), TellAsync(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _needed.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (failure is StorageUnavailableException)
                    WatchLog.Interrupted(_logger, failure.Message);
                else
                    WatchLog.Failed(_logger, failure);
                await Task.Delay(WatchLimits.PollPeriod, stoppingToken);
                _needed.Set();
            }
            finally
            {
                _own.Listen(isListening: false);
                _ring.Stop();
            }
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        _own.Listen(isListening: true);
        _ring.Start(await _commits.ReadNewestPositionAsync(stoppingToken));
        long? gapSince = null;
        while (IsNeeded)
        {
            _own.MoveInto(_ring);
            var end = _ring.End;
            var isGap = !end.IsEnd || _own.Newest > end.Position || _own.IsInDoubt;
            if (!isGap && Volatile.Read(ref _heard) <= end.Position)
            {
                gapSince = null;
                if (!await _own.Arrived.WaitAsync(WatchLimits.PollPeriod, stoppingToken))
                    await FillAsync(stoppingToken);
                continue;
            }

            // Only this silo's own commits come by themselves.
            gapSince ??= _time.GetTimestamp();
            var left = _own.Newest > end.Position ? WatchLimits.GapDelay - _time.GetElapsedTime(gapSince.Value) : TimeSpan.Zero;
            if (left > TimeSpan.Zero && await _own.Arrived.WaitAsync(left, stoppingToken))
                continue;
            await FillAsync(stoppingToken);
            gapSince = null;
        }
    }

    /// <summary>Reads on from the log.</summary>
    private async Task FillAsync(CancellationToken stoppingToken)
    {
        _own.TakeDoubt();
        var heard = Volatile.Read(ref _heard);
        var end = _ring.End;
        var page = await _reader.ReadAsync(end, WatchLimits.MaxPageChanges, WatchLimits.MaxRecentBytes / 4, stoppingToken);
        if (page.IsTrimmed)
            _ring.Start(await _commits.ReadNewestPositionAsync(stoppingToken));
        else if (page.Next > end)
            _ring.Append(page.Changes, page.Next);
        else
            Interlocked.CompareExchange(ref _heard, end.Position, heard); // told of a position that nobody can read
    }

    private void Hear(long position)
    {
        for (var heard = Volatile.Read(ref _heard); position > heard;)
        {
            var before = Interlocked.CompareExchange(ref _heard, position, heard);
            if (before == heard)
                break;
            heard = before;
        }

        _own.Arrived.Set();
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _own.ToTell.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
            await _relay.TellPositionAsync(_own.Newest);
            await Task.Delay(WatchLimits.TellPause, stoppingToken);
        }
    }
}
