using Aevrion.Grains.Interfaces.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Tree;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Tree;

/// <summary>Takes one step of the <see cref="TreeFreshener"/> after the other, with the pauses that it asks for.</summary>
public sealed class DigestGrain(TreeFreshener freshener, RegionTree tree, IEventAppender appender, ILogger<DigestGrain> logger) : Grain, IDigestGrain
{
    /// <summary>Before the first step: a silo that has just started has more urgent things to do.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>After a step that failed.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(15);

    private IGrainTimer? _next;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _next = this.RegisterGrainTimer(
            StepAsync, new GrainTimerCreationOptions(FirstPause, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Wake() => Task.CompletedTask;

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var pause = PauseAfterFailure;
        try
        {
            pause = await freshener.StepAsync(tree.Horizon(), () => appender.PendingEvents > 0, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (StorageUnavailableException failure)
        {
            TreeLog.NotFreshened(logger, failure.Message);
        }
        catch (InvalidDataException damage)
        {
            TreeLog.Damaged(logger, damage.Message);
        }

        _next?.Change(pause, Timeout.InfiniteTimeSpan);
    }
}
