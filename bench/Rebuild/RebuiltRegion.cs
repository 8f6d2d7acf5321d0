using Aevrion.Bench.Databases;
using Aevrion.Bench.Regions;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Rebuild;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Aevrion.Bench.Rebuild;

/// <summary>A region's database that is rebuilt again and again, and copied.</summary>
/// <param name="database">The database.</param>
/// <param name="events">Events in it.</param>
internal sealed class RebuiltRegion(BenchDatabase database, int events) : IAsyncDisposable
{
    private const int CopyBufferBytes = 128 * 1024;

    private static readonly TreeShape Shape = new();

    private readonly NpgsqlDataSource _source = PostgresConnections.CreateDataSource(
        new StorageOptions { ConnectionString = database.ConnectionString, Region = BenchRegion.Name, Shape = Shape }, NullLoggerFactory.Instance);

    private readonly byte[] _copyBuffer = new byte[CopyBufferBytes];

    /// <summary>Damages the derived state, then rebuilds it; answers the events a second of the rebuilding.</summary>
    public async Task<double> RebuildAsync(string damage, CancellationToken cancellationToken)
    {
        await database.RunAsync(cancellationToken, damage, "vacuum aevrion.tree_node");
        var started = TimeProvider.System.GetTimestamp();
        var report = await new PostgresRebuild(_source, Shape, TimeProvider.System)
            .RunAsync(wantsKeyIndex: false, new RebuildProgress(), cancellationToken);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return report.Events == events
            ? events / seconds
            : throw new InvalidDataException($"The rebuild counted {report.Events} events where {events} were written.");
    }

    /// <summary>Copies the table of events as it is to this process, which throws it away; answers the events a second.</summary>
    public async Task<double> CopyAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy aevrion.event to stdout (format binary)", cancellationToken))
        {
            while (await copy.ReadAsync(_copyBuffer, cancellationToken) > 0)
                continue;
        }

        return events / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
