using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInConditionContract(StandInFixture region) : ConditionContract(region), IClassFixture<StandInFixture>;
