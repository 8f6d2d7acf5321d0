using Aevrion.Linearizability;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Silo.Tests.Registers;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>Recorded histories of concurrent clients are those of registers: conditional and plain writes, reads, batches.</summary>
public sealed class LinearizabilityTests
{
    private const int Seed = 20_251_121;
    private const int Clients = 8;
    private const int Operations = 120;

    [Fact]
    public async Task Keys_are_linearizable_in_a_region_that_takes_batches_and_a_peers_events()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.StartAsync();
        var workload = new RegisterWorkload(Seed);
        workload.Start([regions.Eu.Api], Clients, Operations);
        workload.StartElsewhere(regions.Us.Api, writers: 2, Operations);

        var history = await workload.EndAsync(regions.Eu.Api);

        TestContext.Current.TestOutputHelper?.WriteLine($"{workload.ConditionsMet} took effect, {workload.ConditionsRefused} were refused.");
        Assert.Empty(RegisterChecker.Violations(history));
        Assert.True(workload.ConditionsMet > Operations / 2, $"{workload.ConditionsMet} conditional writes took effect.");
        Assert.True(workload.ConditionsRefused > Operations / 2, $"{workload.ConditionsRefused} conditional writes were refused.");
    }

    [Fact]
    public async Task Keys_are_linearizable_whichever_silo_of_the_region_is_asked()
    {
        Assert.SkipUnless(GrainEngine.SupportsClusters, "This build is one process by design.");
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var first = new TestSilo("eu", database.ConnectionString);
        await using var second = new TestSilo("eu", database.ConnectionString);
        await Task.WhenAll(first.StartReadyAsync(), second.StartReadyAsync());
        await Eventually.HoldsAsync(
            async () => (await first.Api.GetAsync("/v1/status")).AssertDone().Json.GetProperty("silos").GetInt32() == 2, "both silos are up");
        var workload = new RegisterWorkload(Seed);
        workload.Start([first.Api, second.Api], Clients, Operations);

        Assert.Empty(RegisterChecker.Violations(await workload.EndAsync(first.Api)));
    }

    [Fact]
    public async Task Of_conditional_writes_through_two_activations_of_a_key_none_is_lost()
    {
        Assert.SkipWhen(GrainEngine.SupportsClusters, "A cluster would find the other silo, and share one activation with it.");
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var first = new TestSilo("eu", database.ConnectionString);
        await using var second = new TestSilo("eu", database.ConnectionString);
        await first.StartReadyAsync();
        await second.StartReadyAsync();

        var counted = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => CountAsync((i % 2 == 0 ? first : second).Api, times: 20)));

        Assert.Equal(Clients * 20, counted.Sum());
        var history = (await first.Api.GetAsync("/v1/history/counter?values=true&limit=1000")).AssertDone().Json;
        Assert.Equal(
            Enumerable.Range(1, Clients * 20).Reverse().Select(count => count.ToString()),
            history.EnumerateArray().Select(version => System.Text.Encoding.UTF8.GetString(version.GetProperty("value").GetBytesFromBase64())));
    }

    /// <summary>Adds one to a counter, each time by a conditional write that is repeated until it takes effect.</summary>
    private static async Task<int> CountAsync(ApiClient api, int times)
    {
        var counted = 0;
        while (counted < times)
        {
            var read = await api.GetAsync("/v1/kv/counter");
            var (count, condition) = read.Status == 200
                ? (int.Parse(read.Text), ("If-Match", read.Header("ETag")!))
                : (0, ("If-None-Match", "*"));
            var written = await api.PutAsync("/v1/kv/counter", $"{count + 1}", condition);
            Assert.True(written.Status is 200 or 412 or 503, $"{written.Status} {written.Text}");
            counted += written.Status == 200 ? 1 : 0;
        }

        return counted;
    }
}
