using System.Reflection;

namespace Aevrion.Silo.Http.Problems;

/// <summary>Every kind of error the API answers; docs/http-api.md explains each.</summary>
internal static class ProblemKinds
{
    // Malformed requests: nothing was written.
    public static readonly ProblemKind KeyEmpty = new("key-empty", 400, "The key is empty");
    public static readonly ProblemKind KeyTooLong = new("key-too-long", 400, "The key is too long");
    public static readonly ProblemKind KeyHasNul = new("key-has-nul", 400, "The key contains a NUL");
    public static readonly ProblemKind KeyNotUtf8 = new("key-not-utf8", 400, "The key is not UTF-8");
    public static readonly ProblemKind BadPercentEncoding = new("bad-percent-encoding", 400, "Percent-encoding is broken");
    public static readonly ProblemKind UnknownParameter = new("unknown-parameter", 400, "A parameter is not known here");
    public static readonly ProblemKind BadParameter = new("bad-parameter", 400, "A parameter cannot be read");
    public static readonly ProblemKind UnsupportedAck = new("unsupported-ack", 400, "The acknowledgement level is not supported");
    public static readonly ProblemKind BadCondition = new("bad-condition", 400, "A condition cannot be read");
    public static readonly ProblemKind BadIdempotencyKey = new("bad-idempotency-key", 400, "The idempotency key cannot be read");
    public static readonly ProblemKind BadLine = new("bad-line", 400, "A line of the batch cannot be read");
    public static readonly ProblemKind BadBody = new("bad-body", 400, "The body cannot be read");
    public static readonly ProblemKind TimestampNegative = new("timestamp-negative", 400, "The timestamp is before 1970");
    public static readonly ProblemKind TimestampTooLate = new("timestamp-too-late", 400, "The timestamp is after the year 9999");
    public static readonly ProblemKind TimestampInFuture = new("timestamp-in-future", 400, "The timestamp lies in the future");
    public static readonly ProblemKind BadRequest = new("bad-request", 400, "The request is malformed");
    public static readonly ProblemKind BadNode = new("bad-node", 400, "The node's address cannot be read");
    public static readonly ProblemKind BadPeerProtocol = new("bad-peer-protocol", 400, "The peer protocol is not spoken here");
    public static readonly ProblemKind PeerUnproven = new("peer-unproven", 401, "The peer has not proved who it is");
    public static readonly ProblemKind ValueTooLarge = new("value-too-large", 413, "The value is too large");
    public static readonly ProblemKind BatchTooLarge = new("batch-too-large", 413, "The batch is too large");
    public static readonly ProblemKind BodyTooLarge = new("body-too-large", 413, "The body is too large");
    public static readonly ProblemKind UnsupportedEncoding = new("unsupported-encoding", 415, "The content encoding is not supported");
    public static readonly ProblemKind UpgradeRequired = new("upgrade-required", 426, "A WebSocket is needed here");
    public static readonly ProblemKind RequestTimeout = new("request-timeout", 408, "The request came too slowly");
    public static readonly ProblemKind RequestLineTooLong = new("request-line-too-long", 414, "The request line is too long");
    public static readonly ProblemKind HeadersTooLarge = new("headers-too-large", 431, "The headers are too large");

    // Who asks may not.
    public static readonly ProblemKind Unauthenticated = new("unauthenticated", 401, "A valid token is needed");
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "The token does not allow this");

    // What is asked for is not there, or not so.
    public static readonly ProblemKind KeyNotFound = new("key-not-found", 404, "There is no such key");
    public static readonly ProblemKind NoSuchNode = new("no-such-node", 404, "The tree has no such node");
    public static readonly ProblemKind UnknownPeer = new("unknown-peer", 404, "There is no such peer");
    public static readonly ProblemKind NoSuchToken = new("no-such-token", 404, "There is no such token");
    public static readonly ProblemKind NoAdministrator = new("no-administrator", 409, "Nobody could administer the region");
    public static readonly ProblemKind TooManyTokens = new("too-many-tokens", 409, "There are too many tokens");
    public static readonly ProblemKind TooManyOrigins = new("too-many-origins", 409, "There are events of too many regions");
    public static readonly ProblemKind DigestTooLarge = new("digest-too-large", 422, "Too many events for a digest of some keys");
    public static readonly ProblemKind NoRebuild = new("no-rebuild", 404, "No rebuild has run");
    public static readonly ProblemKind NoConflict = new("no-conflict", 404, "The key has no conflict");
    public static readonly ProblemKind NoSuchVersion = new("no-such-version", 404, "The key has no such version");
    public static readonly ProblemKind SeveralLosers = new("several-losers", 409, "Several versions lost");
    public static readonly ProblemKind NoSuchRoute = new("no-such-route", 404, "There is nothing here");
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405, "The method is not allowed here");
    public static readonly ProblemKind NotConverged = new("not-converged", 409, "No time is known up to which all regions are equal");
    public static readonly ProblemKind VerifyRunning = new("verify-running", 409, "A verification or a rebuild runs");
    public static readonly ProblemKind PeerPaused = new("peer-paused", 409, "The peer is paused");
    public static readonly ProblemKind WatchTooOld = new("watch-too-old", 410, "The watch cannot resume there");
    public static readonly ProblemKind PreconditionFailed = new("precondition-failed", 412, "The condition does not hold");
    public static readonly ProblemKind BackupRunning = new("backup-running", 409, "A backup is being taken or restored");
    public static readonly ProblemKind BadBackup = new("bad-backup", 422, "The backup cannot be restored");
    public static readonly ProblemKind IdempotencyKeyReused = new("idempotency-key-reused", 422, "The idempotency key belongs to another request");

    // The client asks for too much, or the region cannot just now.
    public static readonly ProblemKind TooManyRequests = new("too-many-requests", 429, "The client sends too many requests");
    public static readonly ProblemKind Internal = new("internal", 500, "Something went wrong in the silo");
    public static readonly ProblemKind ExchangeFailed = new("exchange-failed", 502, "The exchange with the peer failed");
    public static readonly ProblemKind Starting = new("starting", 503, "The region is starting");
    public static readonly ProblemKind Stopping = new("stopping", 503, "The silo is stopping");
    public static readonly ProblemKind PausedHere = new("peer-paused", 503, "The peer is paused");
    public static readonly ProblemKind Overloaded = new("overloaded", 503, "The region is overloaded");
    public static readonly ProblemKind StorageUnavailable = new("storage-unavailable", 503, "The region's database does not answer");
    public static readonly ProblemKind AckTimeout = new("ack-timeout", 504, "Other regions did not have the write in time");
    public static readonly ProblemKind ConflictsBehind = new("conflicts-behind", 503, "The list of conflicts has not caught up");
    public static readonly ProblemKind Timeout = new("timeout", 504, "The region did not answer in time");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        .. typeof(ProblemKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ProblemKind>(),
    ];
}
