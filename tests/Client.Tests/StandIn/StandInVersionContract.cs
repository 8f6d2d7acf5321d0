using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInVersionContract(StandInFixture region) : VersionContract(region), IClassFixture<StandInFixture>;
