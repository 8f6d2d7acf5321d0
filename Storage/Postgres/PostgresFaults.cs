using System.Net.Sockets;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>What the errors of PostgreSQL and Npgsql mean to this store.</summary>
/// <remarks>SQLSTATE classes: PostgreSQL manual, appendix A.</remarks>
internal static class PostgresFaults
{
    private const int ClassLength = 2;

    /// <summary>True when the database did not do what was asked for reasons that may pass; asking again is safe and may help.</summary>
    public static bool MeansUnavailable(Exception exception) => exception switch
    {
        NpgsqlOperationInProgressException => false,
        PostgresException refused => IsUnavailable(refused.SqlState) || EndsTheSession(refused),
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>True when the connection itself is gone, so that a new one may do.</summary>
    public static bool MeansConnectionLost(Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState[..ClassLength] is "57" or "08" && refused.SqlState != PostgresErrorCodes.QueryCanceled,
        NpgsqlException broken => broken.InnerException is SocketException or IOException,
        _ => exception is SocketException or IOException,
    };

    /// <summary>True when the server refused for a reason that only a change of configuration removes.</summary>
    public static bool MeansMisconfigured(PostgresException refused) =>
        refused.SqlState[..ClassLength] is "28" or "3D" || refused.SqlState == PostgresErrorCodes.InsufficientPrivilege;

    public static StorageUnavailableException Unavailable(Exception cause) =>
        new($"The region's database does not answer: {cause.Message}", cause);

    /// <summary>Without space on its disk, a server may refuse a new session as an internal error.</summary>
    private static bool EndsTheSession(PostgresException refused) => refused.InvariantSeverity is "FATAL" or "PANIC";

    private static bool IsUnavailable(string sqlState) => sqlState[..ClassLength] switch
    {
        "08" => true, // connection exception
        "28" => true, // the role may not log in (any more)
        "3D" => true, // the database is gone
        "40" => true, // rolled back: deadlock, serialization failure
        "53" => true, // disk, memory or connections exhausted
        "55" => sqlState == PostgresErrorCodes.LockNotAvailable,
        "57" => true, // shutting down, starting up, statement_timeout
        "58" => true, // I/O error of the server
        "25" => sqlState == PostgresErrorCodes.ReadOnlySqlTransaction, // a standby, during a switch-over
        _ => false,
    };
}
