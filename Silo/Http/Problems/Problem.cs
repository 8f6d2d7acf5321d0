using Aevrion.Core;
using Aevrion.Silo.Http.Batches;

namespace Aevrion.Silo.Http.Problems;

/// <summary>One occurrence of an error.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What is wrong here, and what to do about it.</param>
internal sealed record Problem(ProblemKind Kind, string Detail)
{
    /// <summary>The line of a batch that it is about, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Id of the event it is about: one whose outcome is unknown, or the version that stands in the way of a condition.</summary>
    public Hash256? Id { get; init; }

    /// <summary>That event's timestamp, in milliseconds since the Unix epoch.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Regions that have what was written; null when it is not about that.</summary>
    public IReadOnlyList<string>? Acknowledged { get; init; }

    /// <summary>Regions that are not known to have it yet; null when it is not about that.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>What became of each line of a batch that was written; null when it is not about one.</summary>
    public IReadOnlyList<BatchLineAnswer>? Results { get; init; }

    /// <summary>When trying again makes sense; null for soon. Told only with statuses that ask the client to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the request may have been carried out all the same.</summary>
    public bool OutcomeUnknown { get; init; }
}
