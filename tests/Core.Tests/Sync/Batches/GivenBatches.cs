using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Sync.Batches;

/// <summary>Events of batches.</summary>
internal static class GivenBatches
{
    /// <summary>A part of a batch.</summary>
    /// <param name="id">The batch; 0 for events of none.</param>
    /// <param name="count">Events of the batch.</param>
    /// <param name="first">Number of the first event.</param>
    /// <param name="events">How many.</param>
    /// <param name="bytes">Of each value.</param>
    public static Event[] Of(ulong id, int count, int first, int events, int bytes = 1) =>
    [
        .. Enumerable.Range(first, events).Select(i => Event.Create(
            $"{id}/{i}", new byte[bytes], 1_000 + i, "eu", [], id == 0 ? null : new EventBatch(id, count))),
    ];
}
