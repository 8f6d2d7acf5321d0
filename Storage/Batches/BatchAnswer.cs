using Aevrion.Core;

namespace Aevrion.Storage.Batches;

/// <summary>What a batch with a key of its own was answered, kept so that it can be answered the same when it is sent again.</summary>
/// <param name="Key">The key, which its client chose.</param>
/// <param name="Request">BLAKE3 of the request: the same key with another request is a mistake.</param>
/// <param name="Timestamps">The timestamp of each event, in the order of the batch; with keys and values they give the ids.</param>
/// <param name="Added">For each event: true when it was new. Null when all were, and before the batch was appended.</param>
public sealed record BatchAnswer(string Key, Hash256 Request, IReadOnlyList<long> Timestamps, IReadOnlyList<bool>? Added = null);
