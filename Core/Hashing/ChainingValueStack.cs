using System.Runtime.CompilerServices;

namespace Aevrion.Core.Hashing;

/// <summary>Complete subtrees that wait for their right siblings, largest first.</summary>
[InlineArray(Blake3Constants.MaxTreeDepth)]
internal struct ChainingValueStack
{
    private ChainingValue _largest;
}
