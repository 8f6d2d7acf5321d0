using System.Runtime.ExceptionServices;
using Aevrion.Core.Time;
using Aevrion.Storage;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Conflicts;

/// <summary>
/// Runs the follower for a grain: one run at a time, beside the grain's turns, however many ask. Used from one grain only, which runs one turn
/// at a time: no locks.
/// </summary>
internal sealed class FollowedCommits(ICommitLog log, ConflictFollower follower, RegionClock clock, ILogger logger)
{
    /// <summary>How long a grain that leaves waits for what it breaks off.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(5);

    private Task<Exception?>? _running;
    private Func<Task> _breakOff = () => Task.CompletedTask;
    private long _reached = -1;
    private bool _isToForget;

    /// <summary>Starts a run unless one goes on.</summary>
    public void Start() => _running ??= Run();

    /// <summary>Waits until everything that was committed before the call was followed; false when it takes longer.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<bool> CatchUpAsync(TimeSpan timeout)
    {
        var started = clock.TimeProvider.GetTimestamp();
        var position = await log.ReadNewestPositionAsync(CancellationToken.None);
        while (_reached < position)
        {
            Start();
            var left = timeout - clock.TimeProvider.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            try
            {
                if (await _running!.WaitAsync(left, clock.TimeProvider) is { } failure)
                    ExceptionDispatchInfo.Throw(failure);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next run begins with what is stored.</summary>
    public void Forget() => _isToForget = true;

    /// <summary>Breaks off the run that goes on, waits for its end, for a while, and writes how far it came.</summary>
    public async Task LeaveAsync()
    {
        await _breakOff();
        if (_running is { } running)
            await ((Task)running).WaitAsync(LeaveTimeout, clock.TimeProvider)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_running is not null)
            return;
        try
        {
            await follower.LeaveAsync(CancellationToken.None).WaitAsync(LeaveTimeout, clock.TimeProvider);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            // Whoever follows next begins a little earlier.
            ConflictLog.NotFollowed(logger, failure.Message);
        }
    }

    /// <summary>Runs once; answers what it failed on.</summary>
    private async Task<Exception?> Run()
    {
        using var leaving = new CancellationTokenSource();
        _breakOff = leaving.CancelAsync;

        // The field is set before the run can end.
        await Task.Yield();
        if (_isToForget)
            follower.Forget();
        _isToForget = false;
        try
        {
            _reached = await Task.Run(() => FollowAsync(leaving.Token));
            return null;
        }
        catch (StorageUnavailableException failure)
        {
            ConflictLog.NotFollowed(logger, failure.Message);
            return failure;
        }
        catch (OperationCanceledException left) when (leaving.IsCancellationRequested)
        {
            return new StorageUnavailableException("The silo that kept the list of conflicts stops.", left);
        }
        catch (Exception failure)
        {
            ConflictLog.Broken(logger, failure);
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
        var position = await log.ReadNewestPositionAsync(cancellationToken);
        await follower.FollowAsync(position, cancellationToken);
        return position;
    }
}
