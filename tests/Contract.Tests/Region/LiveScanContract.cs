using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveScanContract(LiveRegion region) : ScanContract(region);
