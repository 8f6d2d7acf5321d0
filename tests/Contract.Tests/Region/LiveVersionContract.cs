using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveVersionContract(LiveRegion region) : VersionContract(region);
