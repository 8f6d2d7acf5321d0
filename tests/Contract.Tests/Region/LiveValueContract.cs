using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveValueContract(LiveRegion region) : ValueContract(region);
