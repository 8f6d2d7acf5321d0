namespace Aevrion.Storage;

/// <summary>Work that a store does beside, now and then: it makes things faster and nothing more right. One run at a time in a silo.</summary>
public interface IStorageUpkeep
{
    /// <summary>How long to wait between the end of one run and the next.</summary>
    TimeSpan Pause { get; }

    /// <summary>Does what is due.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer; the next run goes on from there.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
