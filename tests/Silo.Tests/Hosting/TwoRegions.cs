using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>Regions eu and us, each with its own database, each the other's peer. Not started.</summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    private readonly PostgresDatabase _first;
    private readonly PostgresDatabase _second;

    private TwoRegions(PostgresDatabase first, PostgresDatabase second)
    {
        _first = first;
        _second = second;
        Eu = new TestSilo("eu", first.ConnectionString);
        Us = new TestSilo("us", second.ConnectionString);
        Eu.WithPeer(Us);
        Us.WithPeer(Eu);
    }

    public TestSilo Eu { get; }

    public TestSilo Us { get; }

    /// <summary>The connection string of eu's database.</summary>
    public string EuDatabase => _first.ConnectionString;

    public static async Task<TwoRegions> CreateAsync() => new(
        await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken),
        await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken));

    /// <summary>Starts both and waits until each has connected to the other.</summary>
    public async Task<TwoRegions> StartAsync()
    {
        await Task.WhenAll(Eu.StartReadyAsync(), Us.StartReadyAsync());
        await WaitForLinksAsync();
        return this;
    }

    public async Task WaitForLinksAsync()
    {
        await WaitForLinkAsync(Eu, Us);
        await WaitForLinkAsync(Us, Eu);
    }

    public async ValueTask DisposeAsync()
    {
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private static Task WaitForLinkAsync(TestSilo from, TestSilo to) => Eventually.HoldsAsync(
        async () => (await from.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0].GetProperty("state").GetString() == "connected",
        $"{from.Region} is connected to {to.Region}");
}
