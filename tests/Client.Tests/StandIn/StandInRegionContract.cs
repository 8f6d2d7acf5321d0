using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInRegionContract(StandInFixture region) : RegionContract(region), IClassFixture<StandInFixture>;
