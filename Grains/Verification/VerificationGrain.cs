using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Verification;
using Aevrion.Grains.Relay;
using Aevrion.Storage;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Verification;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Verification;

/// <summary>
/// Runs the region's verifications beside its turns. When one has mended something, however it ended, every silo gives up what it remembers
/// of the derived state.
/// </summary>
public sealed class VerificationGrain(IVerification verification, SiloRelay relay, RegionClock clock, ILogger<VerificationGrain> logger)
    : Grain, IVerificationGrain
{
    /// <summary>How long a verification waits for somebody to read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How often that is looked at, and the grain kept from being taken for idle.</summary>
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(5);

    /// <summary>How long a reader waits for something to read.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a grain that leaves waits for what it breaks off.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(5);

    private VerificationRun? _run;
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<VerificationStart> Start(VerificationRequest request)
    {
        if (_run is { HasEnded: false })
            return new VerificationStart { Refusal = "A verification runs already. Wait until it is done, or end the one who started it; then try again." };
        var run = _run = new VerificationRun(Guid.NewGuid(), clock.TimeProvider);
        _running = RunAsync(run, request.Repair);
        await run.Started;
        return run.HasBegun
            ? new VerificationStart { Id = run.Id }
            : new VerificationStart { Refusal = run.Outcome!.Error, IsUnavailable = run.IsUnavailable };
    }

    /// <inheritdoc/>
    public async Task<VerificationPart?> Read(Guid id) => _run is { } run && run.Id == id ? await run.ReadAsync(ReadTimeout) : null;

    /// <inheritdoc/>
    public async Task Stop(Guid id)
    {
        if (_run is { } run && run.Id == id)
            await run.BreakOffAsync();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_running.IsCompleted)
            return;
        await _run!.BreakOffAsync();
        await _running.WaitAsync(LeaveTimeout, clock.TimeProvider, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task RunAsync(VerificationRun run, bool repair)
    {
        using var leaving = new CancellationTokenSource();
        run.BreaksOff = leaving.CancelAsync;
        using var watching = this.RegisterGrainTimer(
            () => run.IdleFor > Patience ? run.BreakOffAsync() : Task.CompletedTask,
            new GrainTimerCreationOptions(LookPeriod, LookPeriod) { KeepAlive = true, Interleave = true });
        VerificationLog.Started(logger, run.Id);
        VerificationReport? report = null;
        string? error = null;
        try
        {
            report = await Task.Run(() => verification.RunAsync(repair, run, run.Progress, leaving.Token));
        }
        catch (OperationCanceledException)
        {
            error = "It was broken off: nobody read what it found any more, or the silo that ran it stopped.";
        }
        catch (Exception failure) when (failure is StorageUnavailableException or RebuildRefusedException)
        {
            run.IsUnavailable = failure is StorageUnavailableException;
            error = failure.Message;
        }
        catch (Exception failure)
        {
            VerificationLog.Broken(logger, failure, run.Id);
            error = "The error is in the silo; its log has the details.";
        }

        if (repair && report is not { WasRepaired: false })
            await relay.DistrustEverywhereAsync();
        if (report is null)
            VerificationLog.Failed(logger, run.Id, error!);
        else
            VerificationLog.Done(logger, run.Id, report.Events, report.Mismatches, report.Remaining);
        if (report is { Quarantined: > 0 })
            VerificationLog.Quarantined(logger, run.Id, report.Quarantined);
        run.End(report, error);
    }
}
