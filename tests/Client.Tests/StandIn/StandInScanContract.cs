using Aevrion.Client.Tests.Contract;

namespace Aevrion.Client.Tests.StandIn;

public sealed class StandInScanContract(StandInFixture fixture) : ScanContract(fixture), IClassFixture<StandInFixture>;
