using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Rebuild;
using Aevrion.Grains.Relay;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Rebuild;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Rebuild;

/// <summary>
/// Runs the region's rebuilds beside its turns, so that it always answers. When one has ended, however it did, every silo gives up what it
/// remembers of the derived state.
/// </summary>
public sealed class RebuildGrain(IRebuild rebuild, IConflictStore conflicts, SiloRelay relay, RegionClock clock, ILogger<RebuildGrain> logger) : Grain, IRebuildGrain
{
    /// <summary>How often a rebuild that runs keeps the grain from being taken for idle.</summary>
    private static readonly TimeSpan KeepAlivePeriod = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain that leaves waits for what it breaks off.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(5);

    private readonly RebuildProgress _progress = new();
    private RebuildStatus? _status;
    private Func<Task> _breakOff = () => Task.CompletedTask;
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public Task<RebuildStatus> Start(RebuildRequest request)
    {
        if (_status is not { State: RebuildState.Running })
        {
            _progress.Begin(RebuildPhase.Tree, total: 0);
            _status = new RebuildStatus { Id = Guid.NewGuid(), State = RebuildState.Running, KeyIndex = request.KeyIndex, StartedAt = clock.NowMs() };
            _running = Run(_status);
        }

        return Task.FromResult(Current()!);
    }

    /// <inheritdoc/>
    public ValueTask<RebuildStatus?> GetStatus() => ValueTask.FromResult(Current());

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_running.IsCompleted)
            return;
        await _breakOff();
        await _running.WaitAsync(LeaveTimeout, clock.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private RebuildStatus? Current()
    {
        if (_status is not { State: RebuildState.Running } running)
            return _status;
        var (phase, done, total) = _progress.Now;
        return At(running, phase, done, total);
    }

    private static RebuildStatus At(RebuildStatus status, RebuildPhase phase, long done, long total) => status with
    {
        IsAtKeyIndex = phase == RebuildPhase.KeyIndex,
        IsAtConflicts = phase == RebuildPhase.Conflicts,
        PhaseDone = done,
        PhaseTotal = total,
    };

    private async Task Run(RebuildStatus begun)
    {
        using var alive = this.RegisterGrainTimer(
            () => Task.CompletedTask, new GrainTimerCreationOptions(KeepAlivePeriod, KeepAlivePeriod) { KeepAlive = true, Interleave = true });
        using var leaving = new CancellationTokenSource();
        _breakOff = leaving.CancelAsync;
        RebuildLog.Started(logger, begun.Id);
        RebuildReport? report = null;
        var wrongConflicts = 0L;
        string? error = null;
        try
        {
            report = await Task.Run(() => rebuild.RunAsync(begun.KeyIndex, _progress, leaving.Token));
            _progress.Begin(RebuildPhase.Conflicts, report.Events);
            wrongConflicts = await Task.Run(() => new ConflictRebuild(conflicts).RunAsync(_progress.Add, leaving.Token));
        }
        catch (OperationCanceledException)
        {
            error = "The silo that ran it stopped. Start it again; what was mended stays mended.";
        }
        catch (Exception failure) when (failure is StorageUnavailableException or RebuildRefusedException)
        {
            error = failure.Message;
        }
        catch (Exception failure)
        {
            RebuildLog.Broken(logger, failure, begun.Id);
            error = "The error is in the silo; its log has the details.";
        }

        await relay.DistrustEverywhereAsync();
        await ForgetConflicts();
        _status = End(begun, report, wrongConflicts, error);
    }

    private async Task ForgetConflicts()
    {
        try
        {
            await GrainFactory.GetGrain<IConflictGrain>(0).Forget();
        }
        catch (Exception failure)
        {
            RebuildLog.NotForgotten(logger, failure.Message);
        }
    }

    private RebuildStatus End(RebuildStatus begun, RebuildReport? report, long wrongConflicts, string? error)
    {
        var (phase, done, total) = _progress.Now;
        var ended = At(begun, phase, done, total) with { EndedAt = clock.NowMs() };
        if (error is not null || report is null)
        {
            RebuildLog.Failed(logger, begun.Id, error!);
            return ended with { State = RebuildState.Failed, Error = error };
        }

        RebuildLog.Done(logger, begun.Id, report.Events, report.WrongCounts, report.WrongDigests);
        return ended with
        {
            State = RebuildState.Done,
            Result = new RebuildResult
            {
                Events = report.Events,
                Nodes = report.Nodes,
                WrongCounts = report.WrongCounts,
                WrongDigests = report.WrongDigests,
                TakenDigests = report.TakenDigests,
                KeyIndexBuilt = report.KeyIndexBuilt,
                WrongConflicts = wrongConflicts,
            },
        };
    }
}
