using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Deactivation;

public sealed class CollectingClusterConfigurator : ISiloConfigurator
{
    public static readonly TimeSpan Age = TimeSpan.FromMilliseconds(800);

    public void Configure(ISiloBuilder siloBuilder) => siloBuilder.Configure<GrainCollectionOptions>(options =>
    {
        options.CollectionQuantum = TimeSpan.FromMilliseconds(400);
        options.CollectionAge = Age;
    });
}
