namespace Aevrion.Client;

/// <summary>The key's latest version is not the one that the write required (status 412). Nothing was written: read the key and decide anew.</summary>
public sealed class AevrionPreconditionFailedException : AevrionException
{
    internal AevrionPreconditionFailedException(Problem problem)
        : base(problem)
    {
        LatestId = problem.Id;
        LatestTimestamp = problem.Timestamp;
    }

    /// <summary>The id of the key's latest version; null when the key is absent or the region does not say.</summary>
    public string? LatestId { get; }

    /// <summary>That version's timestamp in milliseconds since the Unix epoch.</summary>
    public long? LatestTimestamp { get; }
}
