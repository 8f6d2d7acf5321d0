using Aevrion.Core.Sync.Push;

namespace Aevrion.Grains.Peers;

/// <summary>A writer who waits for the acknowledgement of a stretch of a push stream.</summary>
/// <param name="From">Position of its first event.</param>
/// <param name="Through">Position of its last event.</param>
/// <param name="Number">Tells apart those who wait for the same.</param>
internal sealed record PushWaiter(long From, long Through, long Number)
{
    /// <summary>What they were told.</summary>
    public TaskCompletionSource<PushProof> Proof { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
