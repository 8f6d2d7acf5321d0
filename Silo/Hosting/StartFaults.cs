using Aevrion.Storage;
using Npgsql;

namespace Aevrion.Silo.Hosting;

/// <summary>Tells why a region did not start: because its database was away, or for a reason that stays.</summary>
internal static class StartFaults
{
    /// <summary>The loss of the database behind a failure, whoever met it; null when it is something else.</summary>
    public static Exception? DatabaseLoss(Exception failure) => failure switch
    {
        StorageUnavailableException or NpgsqlException { IsTransient: true } => failure,
        AggregateException several => several.InnerExceptions.Select(DatabaseLoss).FirstOrDefault(loss => loss is not null),
        { InnerException: { } inner } => DatabaseLoss(inner),
        _ => null,
    };
}
