using System.Text;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Reads;
using Aevrion.Grains.Keys;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Region.Tests;

public sealed class MultiGetTests : IAsyncLifetime
{
    private TestRegion? _started;

    private TestRegion Region => _started ?? throw new InvalidOperationException();

    private ActiveKeys ActiveKeys => Region.Services.GetRequiredService<ActiveKeys>();

    // These look into the memory of the silo that answers.
    public async ValueTask InitializeAsync() => _started = await TestRegion.StartAsync(new LoopbackNetwork(), silos: 1, "eu");

    public async ValueTask DisposeAsync() => await Region.DisposeAsync();

    [Fact]
    public async Task Keys_are_answered_in_the_order_asked_from_memory_and_from_the_log()
    {
        await Region.ImportAsync([("cold:1", "c1", 1_000), ("cold:2", "c2", 2_000), ("cold:2", "older", 1_000)]);
        await Region.PutAsync("hot", "h");
        await Region.PutAsync("deleted", "x");
        await Region.Grains.GetKeyGrain("deleted").Write(new WriteRequest());
        var active = ActiveKeys.Count;

        var items = await GetAsync("cold:2", "hot", "absent", "deleted", "cold:1", "hot", "cold:2");

        Assert.Equal(["c2", "h", null, null, "c1", "h", "c2"], items);
        Assert.Equal(active, ActiveKeys.Count);
    }

    [Fact]
    public async Task A_key_in_memory_that_may_have_missed_something_is_read_from_the_log()
    {
        await Region.PutAsync("k", "old");
        var unheard = Event.Create("k", Encoding.UTF8.GetBytes("new"), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1_000, "eu");
        await Region.Log.AppendAsync([unheard], default, TestContext.Current.CancellationToken);
        Assert.Equal(["old"], await GetAsync("k"));

        ActiveKeys.Expect("k", unheard.Stamp);

        Assert.Equal(["new"], await GetAsync("k"));
    }

    [Fact]
    public async Task A_past_time_is_read_of_keys_in_memory_too()
    {
        await Region.ImportAsync([("a", "a1", 1_000), ("a", "a2", 3_000), ("b", "b1", 5_000), ("hot", "h1", 1_000), ("old", "o1", 1_000)]);
        await Region.PutAsync("hot", "h2");
        Assert.Equal("o1", await Region.GetAsync("old"));

        Assert.Equal(["a1", null, "h1", "o1", "a1"], await GetAsync(2_000, long.MaxValue, "a", "b", "hot", "old", "a"));
        Assert.Equal(["a2", "b1", "h1", "o1", "a2"], await GetAsync(5_000, long.MaxValue, "a", "b", "hot", "old", "a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9_000L)]
    public async Task An_answer_ends_after_the_value_that_takes_it_over_its_bytes(long? at)
    {
        await Region.ImportAsync(Enumerable.Range(0, 20).Select(i => ($"k{i}", "0123456789", 1_000L)));
        Assert.Equal("0123456789", await Region.GetAsync("k1"));
        string[] keys = ["absent", .. Enumerable.Range(0, 20).Select(i => $"k{i}")];

        Assert.Equal(2, (await GetAsync(at, 0, keys)).Count);
        Assert.Equal(3, (await GetAsync(at, 19, keys)).Count);
        Assert.Equal(4, (await GetAsync(at, 20, keys)).Count);
        Assert.Equal(21, (await GetAsync(at, 199, keys)).Count);
    }

    private Task<List<string?>> GetAsync(params string[] keys) => GetAsync(null, long.MaxValue, keys);

    private async Task<List<string?>> GetAsync(long? at, long maxBytes, params string[] keys)
    {
        var result = await Region.Grains.GetGrain<IReadGrain>(0).GetMany(new MultiGetRequest { Keys = [.. keys], At = at, MaxBytes = maxBytes });
        Assert.Equal(OperationStatus.Done, result.Status);
        return [.. result.Items.Select(item => item.Version?.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null)];
    }
}
