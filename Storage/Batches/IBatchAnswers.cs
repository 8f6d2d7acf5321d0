namespace Aevrion.Storage.Batches;

/// <summary>The answers that are kept of batches. They are written by <see cref="IEventLog.AppendAsync"/>, with the events.</summary>
public interface IBatchAnswers
{
    /// <summary>The answer kept under a key; null when there is none.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    Task<BatchAnswer?> FindAsync(string key, CancellationToken cancellationToken);
}
