using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary>What a silo says of itself.</summary>
public sealed class StatusTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;

    [Fact]
    public async Task The_status_tells_what_the_region_is_and_how_it_does()
    {
        (await _api.PutAsync("/v1/kv/status", "v")).AssertDone();
        var status = (await _api.GetAsync("/v1/status")).AssertDone().Json;

        Assert.Equal("eu", status.GetProperty("region").GetString());
        Assert.Contains(status.GetProperty("engine").GetString(), (string[])["Embedded", "Orleans"]);
        Assert.Equal(1, status.GetProperty("count").GetInt64());
        Assert.Equal(1, status.GetProperty("silos").GetInt32());
        Assert.Equal(0, status.GetProperty("pendingWrites").GetInt64());
        Assert.Equal(0, status.GetProperty("heldBackFuture").GetInt64());
        Assert.Equal("ready", status.GetProperty("storage").GetProperty("state").GetString());
        Assert.Equal(1000, status.GetProperty("granularity").GetInt64());
        Assert.Equal(60_000, status.GetProperty("maxClockDriftMs").GetInt64());
        Assert.True(status.GetProperty("uptimeMs").GetInt64() >= 0);
        Assert.Equal(status.GetProperty("now").GetInt64() / 1000, status.GetProperty("horizon").GetInt64(), tolerance: 1);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Probes_answer(string path)
    {
        (await _api.GetAsync(path)).AssertDone();
        (await _api.SendAsync(HttpMethod.Head, path, null)).AssertDone();
    }

    [Fact]
    public async Task A_region_without_peers_has_none_to_report()
    {
        var peers = (await _api.GetAsync("/v1/peers")).AssertDone().Json;
        Assert.Equal("eu", peers.GetProperty("region").GetString());
        Assert.Equal(0, peers.GetProperty("peers").GetArrayLength());
    }

    [Fact]
    public void Every_problem_is_documented()
    {
        var documentation = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "http-api.md"));
        Assert.NotEmpty(ProblemKinds.All);
        Assert.Empty(ProblemKinds.All.Where(kind => !documentation.Contains($"| `{kind.Slug}` | {kind.Status} |", StringComparison.Ordinal))
            .Select(kind => kind.Slug));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
