using Aevrion.Core;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Keys;

/// <summary>What it means to a client that an operation was not done.</summary>
internal static class OperationProblems
{
    public static Problem OfRead(OperationStatus status) => status switch
    {
        OperationStatus.Overloaded => ProblemKinds.Overloaded.With("Too much is under way in this region. Try again shortly."),
        OperationStatus.Unavailable => ProblemKinds.StorageUnavailable.With("The region's database does not answer. Try again shortly."),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a way for a read to fail."),
    };

    /// <param name="status">How the write ended.</param>
    /// <param name="id">The event whose outcome is unknown, or the latest version.</param>
    /// <param name="timestamp">Its timestamp.</param>
    public static Problem OfWrite(OperationStatus status, Hash256? id, long? timestamp) => status switch
    {
        OperationStatus.PreconditionFailed => ProblemKinds.PreconditionFailed.With(
            id is null ? "The key is absent; nothing was written." : "Another version stands, given here; nothing was written.")
            with { Id = id, Timestamp = timestamp },
        OperationStatus.Overloaded => ProblemKinds.Overloaded.With("Too many writes are waiting; nothing was written. Try again shortly."),
        OperationStatus.Unavailable when id is null => ProblemKinds.StorageUnavailable.With(
            "The region's database does not answer; nothing was written. Try again shortly."),
        OperationStatus.Unavailable => ProblemKinds.StorageUnavailable.With(
            "The region's database did not confirm the write. It may have been written all the same: read before trying again.")
            with { Id = id, Timestamp = timestamp, OutcomeUnknown = true },
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a way for a write to fail."),
    };
}
