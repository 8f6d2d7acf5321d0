using Aevrion.Fuzz.Tests.Targets;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Fuzz.Tests;

/// <summary>Whatever comes over a connection, a silo answers what is the sender's mistake as such, and serves the others.</summary>
public sealed class HttpFuzzTests(OneRegion region) : IClassFixture<OneRegion>
{
    [Fact]
    public async Task No_bytes_on_a_connection_break_a_silo()
    {
        await Task.Run(() => FuzzVerdict.Check(new HttpTarget(region.Silo.Port), FuzzVerdict.Settings(inputs: 2_000)), TestContext.Current.CancellationToken);
        Assert.Equal(200, (await region.Api.PutAsync("/v1/kv/after", "v")).Status);
        Assert.Equal("v", (await region.Api.GetAsync("/v1/kv/after")).Text);
    }
}
