using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInBatchContract(StandInFixture region) : BatchContract(region), IClassFixture<StandInFixture>;
