using Orleans.Runtime;

namespace Orleans;

/// <summary>What the engine needs from a grain class. <see cref="Grain"/> implements it; a class of another base may do so itself.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object is the instance of.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs once, before the first request, after persistent state was read. A failure fails the requests that wait.</summary>
    /// <param name="token">Cancelled when activation takes longer than <c>GrainCollectionOptions.ActivationTimeout</c>.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs once, after the last request, unless the process dies first.</summary>
    /// <param name="token">Cancelled when deactivation takes longer than <c>GrainCollectionOptions.DeactivationTimeout</c>.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
