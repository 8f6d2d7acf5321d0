using Aevrion.Bench.Databases;
using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>
/// Regions on PostgreSQL, each in a database of its own, dropped with the pair. The first is filled by COPY, the second is made from it
/// as its template once all digests are taken.
/// </summary>
internal sealed class PostgresPairs(BenchServer server, TreeShape shape) : IPairSource
{
    private const string DiallerDatabase = "dialler";
    private const string ListenerDatabase = "listener";

    /// <inheritdoc/>
    public async Task<RegionPair> CreateAsync(
        SyntheticHistory history, RoundPlan plan, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        try
        {
            await server.DropAsync(DiallerDatabase, CancellationToken.None);
            await server.DropAsync(ListenerDatabase, CancellationToken.None);
            await FillAsync(history, plan, progress, cancellationToken);
            progress.Begin("Copying the database for the second region", 1);
            await server.CloneAsync(DiallerDatabase, ListenerDatabase, cancellationToken);
        }
        catch
        {
            await ReleaseAsync();
            throw;
        }

        var dialler = Open(DiallerDatabase);
        var listener = Open(ListenerDatabase);
        return new RegionPair(Region(dialler, history.LeavesIn(shape)), Region(listener, history.LeavesIn(shape)), async () =>
        {
            await dialler.DisposeAsync();
            await listener.DisposeAsync();
            await ReleaseAsync();
        });
    }

    private async Task FillAsync(
        SyntheticHistory history, RoundPlan plan, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var options = Options(DiallerDatabase);
        await using var source = PostgresConnections.CreateDataSource(options, NullLoggerFactory.Instance);
        var migrator = new PostgresMigrator(options.ConnectionString, NullLogger<PostgresMigrator>.Instance);
        await new PostgresSetup(source, options, migrator).PrepareAsync(cancellationToken);
        await new PostgresFill(source, shape).RunAsync(history, plan, progress, cancellationToken);
        progress.Begin("Taking the digests", 1);
        await Region(source, history.LeavesIn(shape)).WarmAsync(cancellationToken);
    }

    private MeasuredRegion Region(NpgsqlDataSource source, NodeRange leaves)
    {
        var store = new PostgresEventStore(source, shape);
        return new MeasuredRegion(store, store, leaves);
    }

    private NpgsqlDataSource Open(string database) => PostgresConnections.CreateDataSource(Options(database), NullLoggerFactory.Instance);

    private StorageOptions Options(string database) => new()
    {
        ConnectionString = server.ConnectionString(database),
        Region = DiallerDatabase,
        Shape = shape,
        CommandTimeout = BenchServer.CommandTimeout,
    };

    private async Task ReleaseAsync()
    {
        await server.DropAsync(DiallerDatabase, CancellationToken.None);
        await server.DropAsync(ListenerDatabase, CancellationToken.None);
    }
}
