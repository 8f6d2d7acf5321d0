using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Calls;

public sealed class CrowdedClusterConfigurator : ISiloConfigurator
{
    public const int MaxWaiting = 3;

    public void Configure(ISiloBuilder siloBuilder) =>
        siloBuilder.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = MaxWaiting);
}
