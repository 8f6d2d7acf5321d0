using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveBatchContract(LiveRegion region) : BatchContract(region);
