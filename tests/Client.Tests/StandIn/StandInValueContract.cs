using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInValueContract(StandInFixture region) : ValueContract(region), IClassFixture<StandInFixture>;
