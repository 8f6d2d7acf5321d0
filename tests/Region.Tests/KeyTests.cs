using System.Text;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

public sealed class KeyTests : IAsyncLifetime
{
    private TestRegion? _started;

    private TestRegion Region => _started ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() => _started = await TestRegion.StartAsync(new LoopbackNetwork(), "eu");

    public async ValueTask DisposeAsync() => await Region.DisposeAsync();

    [Fact]
    public async Task A_read_sees_the_write_that_was_acknowledged()
    {
        Assert.Null(await Region.GetAsync("user:1"));
        var written = await Region.PutAsync("user:1", "Alice");
        Assert.Equal(OperationStatus.Done, written.Status);
        Assert.Equal("Alice", await Region.GetAsync("user:1"));
        Assert.Equal(CanonicalEncoding.ComputeId("user:1", "Alice"u8.ToArray(), written.Timestamp!.Value), written.Id);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a/b//c")]
    [InlineData("100%")]
    [InlineData("ключ 🔑")]
    public async Task Any_key_works(string key)
    {
        await Region.PutAsync(key, "value");
        Assert.Equal("value", await Region.GetAsync(key));
        Assert.Equal(key, (await Region.Log.ReadLatestAsync(key, TestContext.Current.CancellationToken))!.Key);
    }

    [Fact]
    public async Task Many_writes_of_one_key_are_pipelined_and_each_is_dated_after_the_one_before()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Region.PutAsync("counter", i.ToString())));
        Assert.All(results, result => Assert.Equal(OperationStatus.Done, result.Status));
        Assert.Equal(500, results.Select(result => result.Timestamp).Distinct().Count());

        var winner = results.MaxBy(result => result.Timestamp)!;
        var read = await Region.Grains.GetKeyGrain("counter").GetLatest();
        Assert.Equal(winner.Id, read.Version!.Id);
    }

    [Fact]
    public async Task A_deleted_key_is_absent_and_its_history_stays()
    {
        var first = await Region.PutAsync("user:2", "Bob");
        await Region.Grains.GetKeyGrain("user:2").Write(new WriteRequest());
        Assert.Null(await Region.GetAsync("user:2"));

        var history = await Region.Grains.GetKeyGrain("user:2").GetHistory(new HistoryRequest { Limit = 10, IncludeValues = true });
        Assert.Equal([true, false], history.Versions.Select(version => version.IsDeletion));
        Assert.Equal("Bob", Encoding.UTF8.GetString(history.Versions[1].Value!.Value.Span));
        var then = await Region.Grains.GetKeyGrain("user:2").GetAt(first.Timestamp!.Value);
        Assert.Equal(first.Id, then.Version!.Id);
        Assert.Null((await Region.Grains.GetKeyGrain("user:2").GetAt(first.Timestamp.Value - 1)).Version);
    }

    [Fact]
    public async Task Of_many_creations_of_one_key_exactly_one_succeeds()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Region.Grains.GetKeyGrain("lock").Write(
            new WriteRequest { Value = Encoding.UTF8.GetBytes($"owner {i}"), IfAbsent = true })));
        var winner = Assert.Single(results, result => result.Status == OperationStatus.Done);
        Assert.Equal(49, results.Count(result => result.Status == OperationStatus.PreconditionFailed && result.Id == winner.Id));
    }

    [Fact]
    public async Task Concurrent_conditional_increments_lose_nothing()
    {
        var grain = Region.Grains.GetKeyGrain("balance");
        await Region.PutAsync("balance", "0");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var done = 0; done < 10;)
            {
                var seen = (await grain.GetLatest()).Version!;
                var next = int.Parse(Encoding.UTF8.GetString(seen.Value!.Value.Span)) + 1;
                var result = await grain.Write(new WriteRequest { Value = Encoding.UTF8.GetBytes(next.ToString()), IfMatch = seen.Id });
                done += result.Status == OperationStatus.Done ? 1 : 0;
            }
        }));
        Assert.Equal("80", await Region.GetAsync("balance"));
    }

    [Fact]
    public async Task An_import_is_seen_at_once_by_a_key_that_is_active()
    {
        await Region.PutAsync("user:3", "old");
        var future = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds();
        await Region.ImportAsync([("user:3", "imported", future)]);
        Assert.Equal("imported", await Region.GetAsync("user:3"));

        var next = await Region.PutAsync("user:3", "newer");
        Assert.True(next.Timestamp > future, "a local write wins over everything its region had seen");
        Assert.Equal("newer", await Region.GetAsync("user:3"));
    }

    [Fact]
    public async Task A_batch_without_timestamps_is_dated_after_what_was_seen_of_each_key()
    {
        var seen = await Region.PutAsync("b:1", "first");
        var batch = await Region.Grains.GetGrain<Grains.Interfaces.Batches.IBatchGrain>(0).Apply(new()
        {
            Operations =
            [
                new() { Key = "b:1", Value = "second"u8.ToArray() },
                new() { Key = "b:1", Value = "third"u8.ToArray() },
                new() { Key = "b:2", Value = "other"u8.ToArray() },
            ],
        });
        Assert.True(batch.Items[0].Timestamp > seen.Timestamp);
        Assert.True(batch.Items[1].Timestamp > batch.Items[0].Timestamp);
        Assert.Equal("third", await Region.GetAsync("b:1"));
    }

    [Fact]
    public async Task A_batch_repeated_adds_nothing()
    {
        var events = Enumerable.Range(0, 100).Select(i => ($"import:{i}", "value", 1_600_000_000_000L + (i * 3_600_000L))).ToList();
        Assert.All((await Region.ImportAsync(events)).Items, item => Assert.True(item.Added));
        var count = await Region.Log.CountAsync(TestContext.Current.CancellationToken);
        Assert.All((await Region.ImportAsync(events)).Items, item => Assert.False(item.Added));
        Assert.Equal(count, await Region.Log.CountAsync(TestContext.Current.CancellationToken));
    }
}
