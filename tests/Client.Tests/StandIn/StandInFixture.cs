using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>One stand-in region for all tests of a class.</summary>
public sealed class StandInFixture : IRegionUrls, IAsyncLifetime
{
    public IReadOnlyList<string> Urls => [Region.Url];

    internal StandInRegion Region { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Region = await StandInRegion.StartAsync();

    public ValueTask DisposeAsync() => Region.DisposeAsync();
}
