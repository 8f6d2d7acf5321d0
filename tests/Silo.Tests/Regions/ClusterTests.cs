using Aevrion.Silo.Hosting;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>Several silos of one region, each with its own HTTP API.</summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task What_is_written_at_one_silo_is_read_at_the_other()
    {
        Assert.SkipUnless(GrainEngine.SupportsClusters, "This build is one process by design.");
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var first = new TestSilo("eu", database.ConnectionString);
        await using var second = new TestSilo("eu", database.ConnectionString);
        await Task.WhenAll(first.StartReadyAsync(), second.StartReadyAsync());
        await Eventually.HoldsAsync(
            async () => (await first.Api.GetAsync("/v1/status")).AssertDone().Json.GetProperty("silos").GetInt32() == 2, "both silos are up");

        for (var i = 0; i < 20; i++)
        {
            (await first.Api.PutAsync($"/v1/kv/{i}", "first")).AssertDone();
            Assert.Equal("first", (await second.Api.GetAsync($"/v1/kv/{i}")).AssertDone().Text);
            (await second.Api.PostAsync("/v1/batch", $$"""{"op":"put","key":"{{i}}","text":"second"}""")).AssertDone();
            Assert.Equal("second", (await first.Api.GetAsync($"/v1/kv/{i}")).AssertDone().Text);
        }

        await first.StopAsync();
        (await second.Api.PutAsync("/v1/kv/alone", "v")).AssertDone();
        Assert.Equal("second", (await second.Api.GetAsync("/v1/kv/7")).AssertDone().Text);
    }
}
