namespace Aevrion.Client;

/// <summary>
/// Not as many regions as were asked for had the write in time (status 504). The write stands: it is durable in the region that answered
/// and reaches the others. It must not be written again.
/// </summary>
public sealed class AevrionAckTimeoutException : AevrionException
{
    internal const string Slug = "ack-timeout";

    internal AevrionAckTimeoutException(Problem problem)
        : base(problem with { Detail = Describe(problem) })
    {
        Id = problem.Id;
        Timestamp = problem.Timestamp;
        Acknowledged = problem.Acknowledged;
        Missing = problem.Missing;
        Results = problem.Results;
    }

    /// <summary>The event that was written: 64 lower-case hex digits; null for a batch, see <see cref="Results"/>.</summary>
    public string? Id { get; }

    /// <summary>Its timestamp, in milliseconds since the Unix epoch; null for a batch.</summary>
    public long? Timestamp { get; }

    /// <summary>The regions that have the write for good.</summary>
    public IReadOnlyList<string> Acknowledged { get; }

    /// <summary>The regions that are not known to have it yet.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>What became of each line of a batch, in their order; empty for a single write.</summary>
    public IReadOnlyList<BatchResult> Results { get; }

    private static string Describe(Problem problem) =>
        $"{problem.Detail} Known to have it: {string.Join(", ", problem.Acknowledged)}. Not known to have it yet: {string.Join(", ", problem.Missing)}.";
}
