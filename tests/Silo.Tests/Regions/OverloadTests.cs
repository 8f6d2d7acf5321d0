using Aevrion.Core.Events;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage.Appending;
using Npgsql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>More is written than the database takes: what has no room is refused at once, and what has been taken is written.</summary>
public sealed class OverloadTests(OneRegion region) : IClassFixture<OneRegion>
{
    /// <summary>The lock that appends hold together; see the migration that makes eras.</summary>
    private const long EraLock = 4712302818880351747;

    private const int EventsAtOnce = 10_000;

    private ApiClient Api => region.Api;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_without_room_are_refused_at_once_and_those_taken_are_written_when_the_database_goes_on()
    {
        (await Api.PutAsync("/v1/kv/before", "v")).AssertDone();
        await using var holder = new NpgsqlConnection(region.ConnectionString);
        await holder.OpenAsync(Cancellation);
        await ExecuteAsync(holder, "select pg_advisory_lock");

        var most = new AppenderOptions().MaxQueuedEvents;
        var taken = Enumerable.Range(0, most / EventsAtOnce).Select(AppendAsync).ToList();
        Assert.Equal(most, region.Silo.Running.Appender.PendingEvents);
        Assert.NotNull((await Api.PutAsync("/v1/kv/refused", "v")).AssertProblem(503, "overloaded").Header("Retry-After"));
        var line = """{"op":"put","key":"refused","text":"v"}""";
        Assert.NotNull((await Api.PostAsync("/v1/batch", line)).AssertProblem(503, "overloaded").Header("Retry-After"));
        Assert.Equal("v", (await Api.GetAsync("/v1/kv/before")).AssertDone().Text);

        await ExecuteAsync(holder, "select pg_advisory_unlock");
        await Task.WhenAll(taken);
        (await Api.PutAsync("/v1/kv/after", "v")).AssertDone();
        (await Api.GetAsync("/v1/kv/refused")).AssertProblem(404, "key-not-found");
        Assert.Equal(most + 2, await Api.CountAsync());
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string function)
    {
        await using var command = new NpgsqlCommand($"{function}({EraLock})", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private Task AppendAsync(int part) => region.Silo.Running.Appender.AppendAsync(
        [.. Enumerable.Range(0, EventsAtOnce).Select(number => Event.Create($"{part}/{number}", new byte[] { 1 }, 1 + part, "eu"))], receivedFrom: null, Cancellation);
}
