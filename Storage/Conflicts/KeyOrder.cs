using System.Text;

namespace Aevrion.Storage.Conflicts;

/// <summary>The order of keys: that of their bytes in UTF-8.</summary>
internal static class KeyOrder
{
    public static int Compare(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
