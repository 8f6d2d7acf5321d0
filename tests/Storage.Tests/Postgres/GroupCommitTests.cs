using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Appending;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Postgres;

public sealed class GroupCommitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Puts_made_at_once_share_transactions_and_keep_their_order_in_each()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var region = await RegionDatabase.OpenAsync(database.ConnectionString);
        var observer = new RecordingObserver();
        await using var appender = new EventAppender(
            region.Store, [observer], new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);
        var puts = SampleEvents.Series(2_000, stepMs: 1);

        var flags = await Task.WhenAll(puts.Select(put => appender.AppendAsync([put], null, Cancellation)));

        Assert.All(flags, added => Assert.Equal([true], added));
        Assert.Equal(puts.Select(put => put.Key), observer.Keys.Order(StringComparer.Ordinal));
        Assert.All(observer.Commits.Select(commit => commit.Select(append => append.Events[0].Key)), keys =>
            Assert.Equal(keys.Order(StringComparer.Ordinal), keys));
        Assert.True(observer.Commits.Count < puts.Length / 10, $"{observer.Commits.Count} transactions for {puts.Length} puts");
        Assert.Equal(observer.Commits.Count, await region.ReadAsync<long>("select count(distinct xmin::text) from aevrion.event"));
    }

    [Fact]
    public async Task What_the_database_refuses_fails_its_writer_alone()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var region = await RegionDatabase.OpenAsync(database.ConnectionString);
        await using var appender = new EventAppender(
            region.Store, [], new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);
        string[] keys = ["a", "nul\0", "b", "c"];
        var tasks = keys.Select(key => appender.AppendAsync([SampleEvents.Put(key, "v", SampleEvents.Noon)], null, Cancellation)).ToArray();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => tasks[1]);
        foreach (var task in (Task<IReadOnlyList<bool>>[])[tasks[0], tasks[2], tasks[3]])
            Assert.Equal([true], await task);
        await region.AssertCountsEqualRecountAsync();
    }
}
