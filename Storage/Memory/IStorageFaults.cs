namespace Aevrion.Storage.Memory;

/// <summary>
/// Comes between a caller and a <see cref="MemoryEventStore"/>: a simulation delays calls or fails them, as a network and a server do.
/// </summary>
public interface IStorageFaults
{
    /// <summary>Before the call takes effect. When it throws, nothing has happened.</summary>
    /// <param name="call">Name of the member called, as in <see cref="IEventLog"/> and <see cref="ITreeStore"/>.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask BeforeAsync(string call, CancellationToken cancellationToken);

    /// <summary>After the call took effect, before the caller learns of it. When it throws, it has happened all the same.</summary>
    /// <param name="call">Name of the member called.</param>
    /// <param name="cancellationToken">The caller's.</param>
    ValueTask AfterAsync(string call, CancellationToken cancellationToken);
}
