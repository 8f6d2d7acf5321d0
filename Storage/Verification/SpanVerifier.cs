using System.Data;
using Aevrion.Core;
using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Reads the events of a span, and the rows of the tree over them, in one snapshot: what differs within it is wrong, whatever is written
/// meanwhile. Locks nothing.
/// </summary>
/// <param name="dataSource">Connections of the store.</param>
/// <param name="shape">Geometry of the tree.</param>
/// <param name="level">The level that spans are cut on.</param>
/// <param name="limits">How much is read at once.</param>
/// <param name="log">Takes what is wrong.</param>
internal sealed class SpanVerifier(NpgsqlDataSource dataSource, TreeShape shape, int level, SpanLimits limits, MismatchLog log)
{
    private readonly StatementRunner _runner = new(dataSource);

    /// <summary>Verifies a span, or its beginning when there is far more in it than planned; answers the rest.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public Task<TreeSpan?> VerifyAsync(TreeSpan span, SpanFacts facts, RebuildProgress progress, CancellationToken cancellationToken) =>
        _runner.RunOnceAsync((connection, token) => VerifyOnAsync(connection, span, facts, progress, token), cancellationToken);

    private async Task<TreeSpan?> VerifyOnAsync(
        NpgsqlConnection connection, TreeSpan span, SpanFacts facts, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            await SnapshotSettings.ApplyAsync(connection, cancellationToken).ConfigureAwait(false);
            var spans = await StatementRunner.RunOnAsync(connection, new ReadEras(), cancellationToken).ConfigureAwait(false);
            var eras = facts.AreErasSound ? new EraList(spans) : null;
            var regions = await StatementRunner.RunOnAsync(connection, new ReadRegions(), cancellationToken).ConfigureAwait(false);
            var events = new EventVerifier(eras, regions.Select(region => region.Number).ToHashSet(), facts, log);
            var scan = new SpanScan(shape, level, span, limits);
            while (scan.NextPage() is { } page)
                await ReadAsync(connection, page, scan, events, progress, cancellationToken).ConfigureAwait(false);
            events.Finish();

            var read = scan.Read;
            var rows = await StatementRunner.RunOnAsync(
                connection, new ReadTreeRows(read.NodesUpTo(shape, level)), cancellationToken).ConfigureAwait(false);
            Compare(scan.Finish(), rows, facts);
            facts.Events += scan.Events;
            if (events.FoundWrongEra)
                facts.WrongEras.Add(read.Time(shape, level));
            return scan.Rest;
        }
    }

    private static async Task ReadAsync(
        NpgsqlConnection connection,
        SpanPage page,
        SpanScan scan,
        EventVerifier events,
        RebuildProgress progress,
        CancellationToken cancellationToken)
    {
        var copy = await connection.BeginRawBinaryCopyAsync(EventPage.Copy(page), cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            var rows = new CopyRows(copy, EventPage.Columns);
            var id = new byte[Hash256.Length];
            while (await rows.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Bytes(EventPage.Id).CopyTo(id);
                if (!scan.Next(rows.Int64(EventPage.Timestamp), id))
                    break;
                events.Take(rows);
            }
        }

        progress.Add(scan.TakeProgress());
    }

    private void Compare(List<NodeTruth> truth, IReadOnlyList<TreeRow> rows, SpanFacts facts)
    {
        facts.Nodes += truth.Count;
        foreach (var node in truth.Where(node => node.Address.Level == level))
            facts.Tops[node.Address.Index] = new TopNode(node, 0, IsDigestWrong: false);
        NodeComparison.Compare(truth, rows, mistake =>
        {
            NodeMismatches.Report(mistake, log);
            if (mistake.Truth.Address is var address && address.Level == level)
                facts.Tops[address.Index] = new TopNode(mistake.Truth, mistake.Truth.Count - (mistake.Row?.Count ?? 0), mistake.IsDigestWrong);
        });
    }
}
