using Aevrion.Grains.Interfaces.Acknowledgements;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>
/// A key's index entry. Assigns the timestamps of local writes, serves the latest version from memory, decides conditional writes.
/// Its grain key is made by <see cref="KeyGrainExtensions.GetKeyGrain"/>.
/// </summary>
[Alias("aevrion.key")]
public interface IKeyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes a value or a deletion; done once the event is durable in this region. Unconditional writes are pipelined; a conditional
    /// one is decided after everything before it is durable, and before anything after it.
    /// </summary>
    [Alias("Write")]
    Task<WriteResult> Write(WriteRequest request);

    /// <summary>
    /// Waits until one of the peers has acknowledged a write of this key, or never will, or the time is over. Where the key has moved to
    /// another silo since, nobody knows any more.
    /// </summary>
    [AlwaysInterleave]
    [Alias("AwaitPushes")]
    Task<PushProgress> AwaitPushes(PushWait wait);

    /// <summary>The version that wins now, from memory when the key is active.</summary>
    [AlwaysInterleave]
    [Alias("GetLatest")]
    ValueTask<ReadResult> GetLatest();

    /// <summary>The version that stood at a time.</summary>
    /// <param name="timestamp">Milliseconds since the Unix epoch.</param>
    [AlwaysInterleave]
    [Alias("GetAt")]
    ValueTask<ReadResult> GetAt(long timestamp);

    /// <summary>A page of the key's versions, newest first.</summary>
    [AlwaysInterleave]
    [Alias("GetHistory")]
    Task<HistoryPage> GetHistory(HistoryRequest request);
}
