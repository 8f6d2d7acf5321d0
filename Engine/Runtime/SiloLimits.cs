using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Aevrion.Engine.Runtime;

/// <summary>The limits of the options, read once at start.</summary>
internal sealed class SiloLimits(IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection, IOptions<EngineOptions> engine)
{
    public TimeSpan ResponseTimeout { get; } = messaging.Value.ResponseTimeout;

    /// <summary>Most requests waiting for one activation; 0: no limit.</summary>
    public int MaxWaitingRequests { get; } = messaging.Value.MaxEnqueuedRequestsHardLimit;

    public TimeSpan ActivationTimeout { get; } = collection.Value.ActivationTimeout;

    public TimeSpan DeactivationTimeout { get; } = collection.Value.DeactivationTimeout;

    public TimeSpan CollectionQuantum { get; } = collection.Value.CollectionQuantum;

    public TimeSpan DrainTimeout { get; } = engine.Value.DrainTimeout;
}
