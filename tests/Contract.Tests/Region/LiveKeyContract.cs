using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveKeyContract(LiveRegion region) : KeyContract(region);
