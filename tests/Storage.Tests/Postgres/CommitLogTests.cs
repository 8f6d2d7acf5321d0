using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Postgres.Commits;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>The commit log as several silos on one database see it.</summary>
public sealed class CommitLogTests : IAsyncLifetime
{
    private static readonly TreeShape Shape = new(granularityMs: 1_000, branchingFactor: 4);

    private PostgresDatabase? _database;
    private RegionDatabase[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresCommitLog Log => new(_silos[0].DataSource);

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        _silos = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RegionDatabase.OpenAsync(_database.ConnectionString, Shape)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task When_a_position_is_visible_every_lower_one_is_decided_whoever_appends()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 9).Select(writer => Task.Run(() => WriteAsync(writer), Cancellation)));
        var followed = new List<Commit>();
        while (!writing.IsCompleted)
            followed.AddRange(await ReadAsync(followed));
        await writing;
        followed.AddRange(await ReadAsync(followed));

        Assert.Equal(
            await _silos[0].ReadAsync<long[]>("select array_agg(position order by position) from aevrion.commit_log"),
            followed.Select(commit => commit.Position));
        Assert.Equal(await _silos[0].ReadAsync<long>("select count(*) from aevrion.event"), followed.Sum(commit => (long)commit.Stamps.Count));
        Assert.Equal(
            followed.SelectMany(commit => commit.Stamps).Order(),
            (await _silos[0].Store.ReadRangeAsync(0, long.MaxValue, null, StorageLimits.MaxTransactionEvents, long.MaxValue, Cancellation)).Select(item => item.Stamp));
        Assert.Equal(
            followed.Select((_, i) => followed.Take(i + 1).Sum(commit => (long)commit.Stamps.Count)),
            await _silos[0].ReadAsync<long[]>("select array_agg(events_until order by position) from aevrion.commit_log"));
    }

    [Fact]
    public async Task A_transaction_that_does_not_commit_leaves_a_hole_and_the_next_one_waits_for_its_end()
    {
        await AppendAsync("before");
        await using var connection = await _silos[1].DataSource.OpenConnectionAsync(Cancellation);
        await using var broken = await connection.BeginTransactionAsync(Cancellation);
        await using (var enter = new NpgsqlCommand("select aevrion.end_append(decode(repeat('00', 40), 'hex'))", connection))
            await enter.ExecuteNonQueryAsync(Cancellation);

        var waiting = AppendAsync("after");
        await _silos[0].WaitForLockAsync();
        Assert.False(waiting.IsCompleted);
        Assert.Single((await Log.ReadCommitsAsync(0, 10, 10, Cancellation)).Commits);
        await broken.RollbackAsync(Cancellation);

        var after = await waiting;
        var positions = (await Log.ReadCommitsAsync(0, 10, 10, Cancellation)).Commits.Select(commit => commit.Position).ToList();
        Assert.Equal(2, positions.Count);
        Assert.Equal(positions[0] + 2, after.Position);
        Assert.Equal(after.Position, positions[1]);
    }

    [Fact]
    public async Task Times_in_the_log_never_run_backwards_though_the_clock_does()
    {
        await AppendAsync("a");
        await _silos[0].ExecuteAsync("update aevrion.commit_log set at_ms = at_ms + 3600000");
        await AppendAsync("b");

        var commits = (await Log.ReadCommitsAsync(0, 10, 10, Cancellation)).Commits;
        Assert.Equal(commits[0].AtMs, commits[1].AtMs);
        Assert.Equal(commits[0].Position - 2, await Log.FindTimeAsync(commits[0].AtMs, Cancellation));
    }

    [Fact]
    public async Task An_event_is_found_however_many_commits_ago_it_was_logged()
    {
        var first = SampleEvents.Put("first", "v", 1);
        await _silos[0].Store.AppendAsync([first], Cancellation);
        await _silos[0].ExecuteAsync(
            """
            insert into aevrion.commit_log (at_ms, events_until, stamps)
            select (select max(at_ms) from aevrion.commit_log), n + 1, int8send(n) || sha256(int8send(n)) from generate_series(1, 120000) as n
            """);

        Assert.Equal(new CommitPlace(2, 0), await Log.FindEventAsync(first.Id, Cancellation));
        Assert.Null(await Log.FindEventAsync(SampleEvents.Put("absent", "v", 1).Id, Cancellation));
    }

    [Fact]
    public async Task Two_silos_that_trim_at_once_remove_each_commit_once()
    {
        for (var i = 0; i < 40; i++)
            await AppendAsync($"k{i}");

        var removed = await Task.WhenAll(_silos.Select(silo => new PostgresCommitLog(silo.DataSource).TrimAsync(TimeSpan.FromHours(1), 1, Cancellation)));

        Assert.Equal(39, removed.Sum());
        Assert.Equal(1, await _silos[0].ReadAsync<long>("select count(*) from aevrion.commit_log"));
    }

    [Fact]
    public async Task The_upkeep_trims_the_log_to_its_size()
    {
        await _silos[0].ExecuteAsync(
            """
            insert into aevrion.commit_log (at_ms, events_until, stamps)
            select (extract(epoch from clock_timestamp()) * 1000)::bigint, n, int8send(n) || sha256(int8send(n)) from generate_series(1, 25000) as n
            """);
        var options = new CommitLogOptions { MaxBytes = 1_000 * (CommitLogLimits.CommitBytes + CommitLogLimits.StampBytes) };

        await new CommitLogUpkeep(Log, options).RunAsync(Cancellation);

        Assert.Equal(1_000, await _silos[0].ReadAsync<long>("select count(*) from aevrion.commit_log"));
        Assert.True((await Log.ReadCommitsAsync(0, 1, 1, Cancellation)).IsTrimmed);
    }

    private Task<AppendReceipt> AppendAsync(string key) => _silos[0].Store.AppendAsync([SampleEvents.Put(key, "v", 5)], default, Cancellation);

    /// <summary>Appends in all three ways, with events that are there already among them.</summary>
    private async Task WriteAsync(int writer)
    {
        var random = new Random(writer);
        var shared = SampleEvents.Series(100, stepMs: 3, "shared");
        for (var i = 0; i < 12; i++)
        {
            var own = SampleEvents.Series(i == 6 && writer < 2 ? 1_500 : random.Next(1, 20), stepMs: 5, $"{writer}/{i}");
            var isNew = random.Next(2) == 0;
            Event[] events = isNew ? own : [.. own, .. shared.Where(_ => random.Next(5) == 0)];
            await _silos[i % 3].Store.AppendAsync(events, new AppendTerms(EarliestOwn: null, isNew), Cancellation);
        }
    }

    private async Task<List<Commit>> ReadAsync(List<Commit> followed)
    {
        var read = new List<Commit>();
        while (true)
        {
            var after = read.Count > 0 ? read[^1].Position : followed.Count > 0 ? followed[^1].Position : 0;
            var page = await new PostgresCommitLog(_silos[1].DataSource).ReadCommitsAsync(after, 20, 1_000, Cancellation);
            if (page.Commits.Count == 0)
                return read;
            read.AddRange(page.Commits);
        }
    }
}
