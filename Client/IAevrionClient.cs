using System.Text.Json;

namespace Aevrion.Client;

/// <summary>
/// Reads and writes one Aevrion region. Typed values (<c>PutAsync&lt;T&gt;</c>, <c>GetAsync&lt;T&gt;</c>) and other conveniences are
/// extension methods over these few operations.
/// </summary>
/// <remarks>
/// Every operation throws <see cref="AevrionUnavailableException"/> when no region answered,
/// <see cref="AevrionInvalidRequestException"/> when the request breaks a limit of the contract, and
/// <see cref="AevrionException"/> for any other refusal.
/// </remarks>
public interface IAevrionClient
{
    /// <summary>How typed values are written and read; null stands for <see cref="JsonSerializerOptions.Web"/>.</summary>
    JsonSerializerOptions? JsonOptions { get; }

    /// <summary>Writes a value and returns once it is durable in the region that answered.</summary>
    /// <exception cref="AevrionPreconditionFailedException">The condition in <paramref name="options"/> does not hold; nothing was written.</exception>
    /// <exception cref="AevrionAckTimeoutException">Too few regions had the write in time; it stands.</exception>
    Task<EventRef> PutAsync(
        string key, ReadOnlyMemory<byte> value, WriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes a deletion of the key, whether or not it exists, and returns once it is durable in the region that answered.</summary>
    /// <exception cref="AevrionPreconditionFailedException">The condition in <paramref name="options"/> does not hold; nothing was written.</exception>
    /// <exception cref="AevrionAckTimeoutException">Too few regions had the deletion in time; it stands.</exception>
    Task<EventRef> DeleteAsync(string key, WriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the key's value with its event id, timestamp and origin.</summary>
    /// <param name="at">
    /// Reads the version that stood at this time instead of the latest one; at <see cref="PointInTime.Converged"/>, what every region
    /// answers the same.
    /// </param>
    /// <returns>The entry, or null when the key is absent or deleted (at that time).</returns>
    /// <exception cref="AevrionNotConvergedException">The regions are not known to be equal up to any time.</exception>
    Task<Entry?> GetEntryAsync(string key, PointInTime? at = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the values of many keys, with one request for each 1,000 of them and more only where the values are large.</summary>
    /// <param name="keys">The keys, as many as memory holds the values of; one may come twice.</param>
    /// <param name="at">As for <see cref="GetEntryAsync"/>. The keys of a reading of the latest versions are not read at one moment.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One entry a key, in their order; null for a key that is absent or deleted (at that time).</returns>
    /// <exception cref="AevrionNotConvergedException">The regions are not known to be equal up to any time.</exception>
    Task<IReadOnlyList<Entry?>> GetManyAsync(
        IReadOnlyList<string> keys, PointInTime? at = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the key's versions, deletions included, newest first. Pages are fetched as the enumeration asks for them.</summary>
    IAsyncEnumerable<KeyVersion> HistoryAsync(
        string key, HistoryOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the keys that begin with a prefix. <c>ScanAsync</c> goes through all pages.</summary>
    /// <param name="prefix">What the keys begin with; empty for all keys.</param>
    /// <exception cref="AevrionNotConvergedException">The regions are not known to be equal up to any time.</exception>
    Task<ScanPage> ScanPageAsync(string prefix = "", ScanOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a page of the events of all keys that begin with a prefix, deletions included, the oldest first. <c>LogAsync</c> goes through
    /// all pages.
    /// </summary>
    /// <param name="prefix">What the keys begin with; empty for all keys.</param>
    /// <exception cref="AevrionNotConvergedException">The regions are not known to be equal up to any time.</exception>
    Task<LogPage> ReadLogAsync(string prefix = "", LogOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Watches the keys that begin with a prefix: every change, local and remote, in the order in which the region commits them. Goes on by
    /// itself when a connection ends, in the same region without a gap or a repetition; in another of the client's URLs' regions, whose
    /// order is another, without a gap, and changes that were seen among the last 100,000 are left out. Runs until it is cancelled.
    /// </summary>
    /// <exception cref="AevrionWatchTooOldException">The region does not keep the commits any more that come next.</exception>
    IAsyncEnumerable<KeyChange> WatchAsync(string prefix = "", WatchOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes the batch in one transaction of the region: all of it or nothing.</summary>
    /// <returns>One result a line, in the order of the lines.</returns>
    /// <exception cref="AevrionAckTimeoutException">Too few regions had the batch in time; it stands.</exception>
    Task<IReadOnlyList<BatchResult>> BatchAsync(WriteBatch batch, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the versions that lost to a concurrent write, by key in byte order, of one key the newest loser first. What was written before
    /// the call is seen. Pages are fetched as the enumeration asks for them.
    /// </summary>
    /// <param name="prefix">What the keys begin with; empty for all.</param>
    IAsyncEnumerable<Conflict> ConflictsAsync(string prefix = "", ConflictsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Settles the conflict of a key: writes the version picked once more, as an ordinary event that reaches every region and leaves nothing
    /// to settle there.
    /// </summary>
    /// <returns>The event written; the picked version keeps its own.</returns>
    /// <exception cref="AevrionNotFoundException">The key has no conflict, or no version with the id picked. Nothing was written.</exception>
    /// <exception cref="AevrionException">
    /// Several versions lost, and <see cref="ConflictPick.Loser"/> does not say which (status 409). Nothing was written.
    /// </exception>
    Task<EventRef> SettleAsync(string key, ConflictPick pick = default, CancellationToken cancellationToken = default);

    /// <summary>What the region says of itself.</summary>
    Task<RegionStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>How the region stands with each of its peers.</summary>
    Task<PeersReport> GetPeersAsync(CancellationToken cancellationToken = default);

    /// <summary>What the region did lately, in steps of ten seconds: the sum over its silos.</summary>
    /// <param name="minutes">How many minutes back, 1 to 60.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<LoadReport> GetLoadAsync(int minutes = 60, CancellationToken cancellationToken = default);

    /// <summary>The region's progressive digest: the few tree nodes that cover all closed time.</summary>
    Task<TreeSnapshot> GetTreeAsync(CancellationToken cancellationToken = default);

    /// <summary>One node of the region's time tree with its non-empty children, or its events when it is a leaf (level 0).</summary>
    /// <exception cref="AevrionNotFoundException">The tree has no such node.</exception>
    Task<TreeNode> GetTreeNodeAsync(int level, long index, CancellationToken cancellationToken = default);

    /// <summary>Neighbouring nodes of one level of the region's time tree, those left out that are empty.</summary>
    /// <param name="level">The level, 0 for leaves.</param>
    /// <param name="from">Index of the first node.</param>
    /// <param name="count">How many nodes to look at, 512 at most.</param>
    Task<TreeMap> GetTreeMapAsync(int level, long from, int count, CancellationToken cancellationToken = default);

    /// <summary>Runs an exchange with a peer now and returns its report.</summary>
    /// <exception cref="AevrionNotFoundException">The region has no peer of that name.</exception>
    /// <exception cref="AevrionException">The peer is paused, see <see cref="PausePeerAsync"/> (status 409).</exception>
    Task<SyncReport> SyncAsync(string peer, CancellationToken cancellationToken = default);

    /// <summary>Where the region is known to differ from a peer: what it has yet to push, and what exchanges have found.</summary>
    /// <exception cref="AevrionNotFoundException">The region has no peer of that name.</exception>
    Task<PeerDifferences> GetDifferencesAsync(string peer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the region's connections with a peer, both ways, and allows none before <see cref="ResumePeerAsync"/>, restarts
    /// notwithstanding. Reads and writes go on in both regions. Repeating it changes nothing.
    /// </summary>
    /// <returns>How the region stands with the peer now.</returns>
    /// <exception cref="AevrionNotFoundException">The region has no peer of that name.</exception>
    Task<PeerStatus> PausePeerAsync(string peer, CancellationToken cancellationToken = default);

    /// <summary>Lets a peer that was paused go on: both connect by themselves, and what differs is repaired. Repeating it changes nothing.</summary>
    /// <returns>How the region stands with the peer now.</returns>
    /// <exception cref="AevrionNotFoundException">The region has no peer of that name.</exception>
    Task<PeerStatus> ResumePeerAsync(string peer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a rebuild of what the region derives from its events, or joins the one that runs. It goes on without this client;
    /// <see cref="GetRebuildAsync"/> tells how far it is.
    /// </summary>
    /// <param name="keyIndex">Build the index of keys anew too, though it looks sound.</param>
    Task<RebuildStatus> StartRebuildAsync(bool keyIndex = false, CancellationToken cancellationToken = default);

    /// <summary>The rebuild that runs in the region, or else the last one since it started.</summary>
    /// <exception cref="AevrionNotFoundException">There is none.</exception>
    Task<RebuildStatus> GetRebuildAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Recomputes, from the region's events, their ids and all that is derived from them, and tells what is not as it should be, while the
    /// region goes on serving. It ends when the enumeration is given up. One runs at a time in a region: others are refused (status 409).
    /// </summary>
    /// <param name="repair">Mend what is derived, where it is wrong, and verify once more. Damaged events are named and stay as they are.</param>
    /// <param name="cancellationToken">Ends it; what was mended stays mended.</param>
    /// <returns>Progress and mismatches as they come, and as the last one a <see cref="VerifyReport"/>.</returns>
    IAsyncEnumerable<VerifyUpdate> VerifyAsync(bool repair = false, CancellationToken cancellationToken = default);

    /// <summary>Makes an access token of the region. Others have tokens of their own.</summary>
    /// <returns>The token, with its text, which is told this once.</returns>
    /// <exception cref="AevrionException">
    /// Nobody could administer the region afterwards: the first token must be of scope <c>admin</c> without prefixes (status 409).
    /// </exception>
    Task<RegionToken> CreateTokenAsync(TokenRequest token, CancellationToken cancellationToken = default);

    /// <summary>The region's access tokens, without their texts, the oldest first; revoked and expired ones too.</summary>
    Task<IReadOnlyList<RegionToken>> GetTokensAsync(CancellationToken cancellationToken = default);

    /// <summary>Revokes an access token: once the task completes, no silo of the region takes it any more.</summary>
    /// <exception cref="AevrionNotFoundException">The region has no such token.</exception>
    /// <exception cref="AevrionException">It is the last with which the region can be administered (status 409).</exception>
    Task<RegionToken> RevokeTokenAsync(string id, CancellationToken cancellationToken = default);
}
