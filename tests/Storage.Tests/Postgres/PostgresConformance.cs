using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Batches;
using Aevrion.Storage.Postgres.Commits;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>The conformance suite on PostgreSQL.</summary>
public abstract class PostgresConformance : StorageConformance, IAsyncLifetime
{
    private PostgresDatabase? _database;
    private RegionDatabase? _region;

    internal virtual EraLimits Limits => EraLimits.Default;

    protected override int Arrivals => 40;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_region is not null)
        {
            await _region.AssertErasAsync();
            await _region.DisposeAsync();
        }

        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The first call of a test makes a database; later ones empty it.</summary>
    protected override async Task<TestStore> OpenAsync(TreeShape shape)
    {
        _database ??= await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _region ??= await RegionDatabase.OpenAsync(_database.ConnectionString, shape);
        await _region.ExecuteAsync(
            """
            truncate aevrion.event, aevrion.tree_node, aevrion.era_span, aevrion.era, aevrion.commit_log, aevrion.conflict, aevrion.event_parent,
                     aevrion.conditional_write, aevrion.batch_answer;
            update aevrion.conflict_follower set position = 0;
            update aevrion.commit_log_start set position = 0, at_ms = -1;
            insert into aevrion.era (number, events) values (0, 0);
            insert into aevrion.era_span (from_ms, beyond_ms, number) values (0, 9223372036854775807, 0);
            update aevrion.closed_time set floor_ms = 0
            """);
        var store = new PostgresEventStore(_region.DataSource, shape, Limits); // what one knows of eras holds for one database
        return new TestStore(store, store, new PostgresCommitLog(_region.DataSource), store.Conflicts(), new PostgresBatchAnswers(_region.DataSource));
    }
}
