using Aevrion.Storage;

namespace Aevrion.Silo.Http;

/// <summary>Limits of the HTTP server. What a key, a value and a batch may be is stated by the core.</summary>
internal static class HttpLimits
{
    /// <summary>WebSockets among a silo's connections: other regions' silos.</summary>
    public const int MaxWebSockets = 512;

    /// <summary>Longest request line, in bytes: a key of the largest size with every byte encoded, and room to spare for its parameters.</summary>
    public const int MaxRequestLineBytes = 16 * 1024;

    /// <summary>All headers of a request together, in bytes.</summary>
    public const int MaxHeaderBytes = 32 * 1024;

    /// <summary>Headers of a request.</summary>
    public const int MaxHeaders = 100;

    /// <summary>
    /// Bytes that the server reads ahead of what is asked of a connection, and holds of an answer that a client does not take (64 KiB each):
    /// with the number of connections, what clients can fill that send or take nothing on.
    /// </summary>
    public const int MaxConnectionBufferBytes = 64 * 1024;

    /// <summary>For how long a body or an answer may move slower than is allowed.</summary>
    public static readonly TimeSpan SlowBodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>How long a watch that was cut off may take to be read to its end; then its connection is closed.</summary>
    public static readonly TimeSpan WatchEndTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Largest body of a batch, in bytes (16 MiB).</summary>
    public const int MaxBatchBytes = 16 * 1024 * 1024;

    /// <summary>Most operations in a batch.</summary>
    public const int MaxBatchLines = StorageLimits.MaxTransactionEvents;

    /// <summary>Largest body that lists keys to read, in bytes (8 MiB): the most keys of the largest size, escaped as JSON may be.</summary>
    public const int MaxMultiGetBodyBytes = 8 * 1024 * 1024;

    /// <summary>Largest body that settles a conflict, in bytes.</summary>
    public const int MaxSettlementBytes = 1024;

    /// <summary>Largest body that asks for a token, in bytes (1 MiB): the most prefixes of the largest size, escaped as JSON may be.</summary>
    public const int MaxTokenBodyBytes = 1024 * 1024;

    /// <summary>Batches that a silo works on at one time.</summary>
    public const int BatchesAtOnce = 16;

    /// <summary>Scans, pages of the log and multi-gets that a silo works on at one time.</summary>
    public const int PagesAtOnce = 16;

    /// <summary>Batches that wait for their turn; more are answered 503 at once.</summary>
    public const int MaxWaitingBatches = 128;

    /// <summary>Scans, pages of the log and multi-gets that wait for their turn; more are answered 503 at once.</summary>
    public const int MaxWaitingPages = 1_024;

    /// <summary>How long a batch or a page waits for its turn; then it is answered 503, and nothing was done.</summary>
    public static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Most entries in a page.</summary>
    public const int MaxPage = StorageLimits.MaxPage;

    /// <summary>Entries in a page that does not ask for a number.</summary>
    public const int DefaultPage = 100;

    /// <summary>A page with values ends after the one that takes them over this many bytes (16 MiB).</summary>
    public const long MaxPageValueBytes = 16L * 1024 * 1024;

    /// <summary>Most nodes that a map of the tree is answered with.</summary>
    public const int MaxMapNodes = 512;

    /// <summary>Most events that a leaf of the tree is answered with.</summary>
    public const int MaxLeafEvents = 100_000;
}
