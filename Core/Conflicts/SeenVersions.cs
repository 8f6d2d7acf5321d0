using System.Collections.Immutable;

namespace Aevrion.Core.Conflicts;

/// <summary>The parent that names no version.</summary>
public static class SeenVersions
{
    /// <summary>
    /// 32 zero bytes as a parent: the writer had seen every version of the key that loses to its own. What is imported without parents
    /// gets it, so that history brought in from elsewhere is no conflict.
    /// </summary>
    public static Hash256 AllEarlier => default;

    /// <summary>The parents of what is imported without parents.</summary>
    public static ImmutableArray<Hash256> OfImport { get; } = [AllEarlier];
}
