using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInKeyContract(StandInFixture region) : KeyContract(region), IClassFixture<StandInFixture>;
