using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Verification;

/// <summary>Something that is not as the events say, or an event that is not as it was written.</summary>
/// <param name="Kind">One of <see cref="MismatchKinds"/>, or another word for what another check finds.</param>
/// <param name="Where">Where it is, for a person to read.</param>
/// <param name="Expected">What should be there.</param>
/// <param name="Found">What is.</param>
/// <param name="IsDerived">True for what can be made anew from the events; false for a damaged event.</param>
public sealed record Mismatch(string Kind, string Where, string Expected, string Found, bool IsDerived)
{
    /// <summary>The key that it is about; null when it is about none.</summary>
    public string? Key { get; init; }

    /// <summary>The event's timestamp, in milliseconds since the Unix epoch.</summary>
    public long? Timestamp { get; init; }

    /// <summary>The id that the event is kept under.</summary>
    public Hash256? Id { get; init; }

    /// <summary>The node of the tree.</summary>
    public NodeAddress? Node { get; init; }

    /// <summary>The era.</summary>
    public int? Era { get; init; }

    /// <summary>True when it was found after a repair that should have mended it.</summary>
    public bool IsAfterRepair { get; init; }
}
