using System.Runtime.InteropServices;

namespace Aevrion.Core.Hashing;

/// <summary>Two vectors that lie one behind the other.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LanePair<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public TLanes Low;

    public TLanes High;
}
