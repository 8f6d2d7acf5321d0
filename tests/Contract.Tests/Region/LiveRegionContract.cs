using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveRegionContract(LiveRegion region) : RegionContract(region);
