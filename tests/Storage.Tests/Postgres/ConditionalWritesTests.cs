using Aevrion.Core.Events;
using Aevrion.Linearizability;
using Aevrion.Linearizability.Histories;
using Aevrion.Storage.Batches;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Appending;
using Aevrion.Storage.Postgres.Batches;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Conditional writes of several silos on one database, each of which sees only what it reads.</summary>
public sealed class ConditionalWritesTests : IAsyncLifetime
{
    private const int Rounds = 60;

    private readonly HistoryRecorder _recorder = new();
    private PostgresDatabase? _database;
    private RegionDatabase[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        _silos = [await RegionDatabase.OpenAsync(_database.ConnectionString), await RegionDatabase.OpenAsync(_database.ConnectionString)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task What_silos_write_to_a_key_side_by_side_has_one_order()
    {
        await Task.WhenAll(
            WriteAsync(0, "a", isConditional: true),
            WriteAsync(1, "b", isConditional: true),
            WriteAsync(0, "c", isConditional: true),
            WriteAsync(1, "d", isConditional: false),
            BringInAsync("e"));

        Assert.Empty(RegisterChecker.Violations(_recorder.Operations));
        Assert.True(_recorder.Operations.Count(operation => operation is { Condition: not null, Outcome: OperationOutcome.Done }) > Rounds / 4);
        await _silos[0].AssertCountsEqualRecountAsync();
    }

    [Fact]
    public async Task A_conditional_write_waits_for_the_append_that_is_at_its_end_and_sees_it()
    {
        var seen = SampleEvents.Put("k", "1", SampleEvents.Noon);
        await _silos[0].Store.AppendAsync([seen], default, Cancellation);
        await using var other = await _silos[1].DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        var newer = SampleEvents.Put("k", "2", SampleEvents.Noon + 5);
        await using var insert = new Npgsql.NpgsqlCommand(
            """
            insert into aevrion.event (ts, id, key, value, origin, era) select $1, $2, 'k', '\x32', origin, 0 from aevrion.event limit 1;
            """,
            other) { Parameters = { new() { Value = newer.Timestamp }, new() { Value = newer.Id.ToArray() } } };
        await insert.ExecuteNonQueryAsync(Cancellation);
        await using var end = new Npgsql.NpgsqlCommand("select aevrion.end_append(int8send($1) || $2)", other)
        {
            Parameters = { new() { Value = newer.Timestamp }, new() { Value = newer.Id.ToArray() } },
        };
        await end.ExecuteNonQueryAsync(Cancellation);

        var append = new ConditionalAppend(SampleEvents.Put("k", "3", SampleEvents.Noon + 9), seen.Stamp, Guid.NewGuid());
        var waiting = _silos[0].Store.AppendIfLatestAsync([append], Cancellation);
        await _silos[0].WaitForLockAsync();
        Assert.False(waiting.IsCompleted);
        await transaction.CommitAsync(Cancellation);

        Assert.Equal([ConditionalOutcome.Changed], (await waiting).Outcomes);
    }

    [Fact]
    public async Task Notes_and_answers_go_when_they_are_old_and_closed_time_stands_in_for_the_notes()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var old = SampleEvents.Put("k", "old", now - 600_000);
        var young = SampleEvents.Put("k", "young", now + 50_000);
        await _silos[0].Store.AppendIfLatestAsync([new ConditionalAppend(old, Seen: null, Guid.NewGuid())], Cancellation);
        await _silos[0].Store.AppendIfLatestAsync([new ConditionalAppend(young, old.Stamp, Guid.NewGuid())], Cancellation);
        var batch = SampleEvents.Put("b", "v", now);
        var answer = new BatchAnswer("key", batch.Id, [now]);
        await _silos[0].Store.AppendAsync([batch], AppendTerms.Own(now) with { Answer = answer }, Cancellation);

        await new ConditionalWriteUpkeep(_silos[1].DataSource).RunAsync(Cancellation);
        await new BatchAnswerUpkeep(_silos[1].DataSource).RunAsync(Cancellation);

        Assert.Equal(1, await _silos[0].ReadAsync<long>("select count(*) from aevrion.conditional_write"));
        Assert.Equal(1, await _silos[0].ReadAsync<long>("select count(*) from aevrion.batch_answer"));
        var late = SampleEvents.Put("k", "late", now - 700_000);
        await Assert.ThrowsAsync<ClosedTimeException>(() => _silos[0].Store.AppendAsync([late], AppendTerms.Own(late.Timestamp), Cancellation));

        await _silos[0].ExecuteAsync("update aevrion.batch_answer set at_ms = at_ms - 86400001");
        await new BatchAnswerUpkeep(_silos[1].DataSource).RunAsync(Cancellation);
        Assert.Null(await new PostgresBatchAnswers(_silos[0].DataSource).FindAsync("key", Cancellation));
    }

    /// <summary>Writes as a key's grain or a batch does: reads the log, dates the event after what it saw, appends.</summary>
    private async Task WriteAsync(int silo, string name, bool isConditional)
    {
        var store = _silos[silo].Store;
        for (var i = 0; i < Rounds; i++)
        {
            var read = _recorder.BeginRead(name, "k");
            var seen = await store.ReadLatestAsync("k", Cancellation);
            read.Read(TextOf(seen));

            var condition = isConditional ? new RegisterCondition(TextOf(seen)) : null;
            var put = _recorder.BeginPut(name, "k", $"{name}{i}", condition);
            while (!isConditional && !await TryWriteAsync(store, await store.ReadLatestAsync("k", Cancellation), $"{name}{i}"))
                continue;
            if (!isConditional)
            {
                put.Done();
                continue;
            }

            var append = new ConditionalAppend(Dated(seen, $"{name}{i}"), seen?.Stamp, Guid.NewGuid());
            if ((await store.AppendIfLatestAsync([append], Cancellation)).Outcomes[0] == ConditionalOutcome.Added)
                put.Done();
        }
    }

    private static async Task<bool> TryWriteAsync(PostgresEventStore store, Event? seen, string value)
    {
        var written = Dated(seen, value);
        try
        {
            await store.AppendAsync([written], AppendTerms.Own(written.Timestamp), Cancellation);
            return true;
        }
        catch (OvertakenException)
        {
            return false;
        }
    }

    /// <summary>Admits events of a peer whose clock is somewhat ahead, or behind.</summary>
    private async Task BringInAsync(string name)
    {
        var random = new Random(7);
        for (var i = 0; i < Rounds; i++)
        {
            _recorder.BeginPut(name, "k", $"{name}{i}");
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + random.Next(-20, 20);
            await _silos[i % 2].Store.AppendAsync([SampleEvents.Put("k", $"{name}{i}", timestamp, "us")], default, Cancellation);
        }
    }

    private static Event Dated(Event? seen, string value) => SampleEvents.Put(
        "k", value, Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), (seen?.Timestamp ?? 0) + 1));

    private static string? TextOf(Event? version) => version?.Value is { } value ? System.Text.Encoding.UTF8.GetString(value.Span) : null;
}
