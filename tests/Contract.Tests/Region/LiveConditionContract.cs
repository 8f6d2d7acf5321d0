using Aevrion.Client.Tests.Contract;

namespace Aevrion.Contract.Tests.Region;

public sealed class LiveConditionContract(LiveRegion region) : ConditionContract(region);
