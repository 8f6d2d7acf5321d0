using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>One stand-in region for all tests of a class.</summary>
public sealed class StandInFixture : IRegionUrls, IAsyncLifetime
{
    private StandInRegion? _region;

    public IReadOnlyList<string> Urls => [_region!.Url];

    public async ValueTask InitializeAsync() => _region = await StandInRegion.StartAsync();

    public ValueTask DisposeAsync() => _region?.DisposeAsync() ?? ValueTask.CompletedTask;
}
