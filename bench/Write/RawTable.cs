using Aevrion.Bench.Databases;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Write;

/// <summary>A table that peers write into, in a database of its own.</summary>
internal static class RawTable
{
    /// <summary>As somebody would write it by hand: the primary key in order of time, an index over the versions of each key.</summary>
    public const string ByHand = "by_hand";

    /// <summary>As the product lays its own events out, with all its indexes and checks.</summary>
    public const string AsStored = "as_stored";

    private static readonly string[] Statements =
    [
        $"""
        create table {ByHand} (
            ts bigint not null, id bytea not null, key text collate "C" not null, value bytea, origin smallint not null, parents bytea[],
            primary key (ts, id)
        )
        """,
        $"create index on {ByHand} (key, ts desc, id desc)",
        $"create table {AsStored} (like aevrion.event including all)",
    ];

    /// <summary>Makes both tables, empty, in a new database.</summary>
    public static async Task<BenchDatabase> CreateAsync(BenchServer server, CancellationToken cancellationToken)
    {
        var database = await BenchDatabase.CreateAsync(server, "raw", cancellationToken);
        try
        {
            await using (await HostedRegion.StartAsync(database.ConnectionString, cancellationToken))
            {
                // Starting it has made the tables of the product.
            }

            await database.RunAsync(cancellationToken, Statements);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
