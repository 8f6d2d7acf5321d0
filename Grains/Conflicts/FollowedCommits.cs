using System.Runtime.ExceptionServices;
using Aevrion.Core.Time;
using Aevrion.Grains.Peers;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Conflicts;

/// <summary>
/// Runs the follower for a grain: one run at a time, beside the grain's turns, however many ask. Used from one grain only, which runs one turn
/// at a time: no locks.
/// </summary>
internal sealed class FollowedCommits
{
    /// <summary>So many events waiting for their commit, or for a peer that takes them, make a silo busy.</summary>
    private const int BusyEvents = 1_000;

    /// <summary>How much longer than a step took a busy silo is left alone after it, while nobody asks.</summary>
    private const int RestOfStep = 3;

    /// <summary>How often it is looked whether that is over.</summary>
    private static readonly TimeSpan RestCheck = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a grain that leaves waits for what it breaks off.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(5);

    private readonly ICommitLog _log;
    private readonly ConflictFollower _follower;
    private readonly IEventAppender _appender;
    private readonly PeerLinks _links;
    private readonly RegionClock _clock;
    private readonly ILogger _logger;
    private int _asking;
    private Task<Exception?>? _running;
    private Func<Task> _breakOff = () => Task.CompletedTask;
    private long _reached = -1;
    private bool _isToForget;

    public FollowedCommits(ICommitLog log, ConflictFollower follower, IEventAppender appender, PeerLinks links, RegionClock clock, ILogger logger)
    {
        (_log, _follower, _appender, _links, _clock, _logger) = (log, follower, appender, links, clock, logger);
        follower.Rest = RestAsync;
    }

    private bool IsBusy => _appender.PendingEvents >= BusyEvents || _links.All.Any(link => link.IsConnected && link.Waiting >= BusyEvents);

    /// <summary>Starts a run unless one goes on.</summary>
    public void Start() => _running ??= Run();

    /// <summary>Waits until everything that was committed before the call was followed; false when it takes longer.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<bool> CatchUpAsync(TimeSpan timeout)
    {
        var started = _clock.TimeProvider.GetTimestamp();
        Interlocked.Increment(ref _asking);
        try
        {
            return await CatchUpWithAsync(await _log.ReadNewestPositionAsync(CancellationToken.None), timeout, started);
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }
    }

    /// <summary>The next run begins with what is stored.</summary>
    public void Forget() => _isToForget = true;

    /// <summary>Breaks off the run that goes on, waits for its end, for a while, and writes how far it came.</summary>
    public async Task LeaveAsync()
    {
        await _breakOff();
        if (_running is { } running)
            await ((Task)running).WaitAsync(LeaveTimeout, _clock.TimeProvider)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_running is not null)
            return;
        try
        {
            await _follower.LeaveAsync(CancellationToken.None).WaitAsync(LeaveTimeout, _clock.TimeProvider);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            // Whoever follows next begins a little earlier.
            ConflictLog.NotFollowed(_logger, failure.Message);
        }
    }

    private async Task<bool> CatchUpWithAsync(long position, TimeSpan timeout, long started)
    {
        while (_reached < position)
        {
            Start();
            var left = timeout - _clock.TimeProvider.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            try
            {
                if (await _running!.WaitAsync(left, _clock.TimeProvider) is { } failure)
                    ExceptionDispatchInfo.Throw(failure);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Leaves a busy silo and its database to what is written: late events have whole keys looked through, which costs more than to write them.</summary>
    private async Task RestAsync(TimeSpan step, CancellationToken cancellationToken)
    {
        var began = _clock.TimeProvider.GetTimestamp();
        while (Volatile.Read(ref _asking) == 0 && IsBusy && _clock.TimeProvider.GetElapsedTime(began) < RestOfStep * step)
            await Task.Delay(RestCheck, _clock.TimeProvider, cancellationToken);
    }

    /// <summary>Runs once; answers what it failed on.</summary>
    private async Task<Exception?> Run()
    {
        using var leaving = new CancellationTokenSource();
        _breakOff = leaving.CancelAsync;

        // The field is set before the run can end.
        await Task.Yield();
        if (_isToForget)
            _follower.Forget();
        _isToForget = false;
        try
        {
            _reached = await Task.Run(() => FollowAsync(leaving.Token));
            return null;
        }
        catch (StorageUnavailableException failure)
        {
            ConflictLog.NotFollowed(_logger, failure.Message);
            return failure;
        }
        catch (OperationCanceledException left) when (leaving.IsCancellationRequested)
        {
            return new StorageUnavailableException("The silo that kept the list of conflicts stops.", left);
        }
        catch (Exception failure)
        {
            ConflictLog.Broken(_logger, failure);
            return failure;
        }
        finally
        {
            _running = null;
            _breakOff = () => Task.CompletedTask;
        }
    }

    private async Task<long> FollowAsync(CancellationToken cancellationToken)
    {
        var position = await _log.ReadNewestPositionAsync(cancellationToken);
        await _follower.FollowAsync(position, cancellationToken);
        return position;
    }
}
