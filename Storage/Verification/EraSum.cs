using System.Runtime.InteropServices;

namespace Aevrion.Storage.Verification;

/// <summary>
/// How many events an era has, and the sum of a hash of key and timestamp over them: equal for equal multisets, in whatever order they come.
/// </summary>
/// <param name="Events">Events.</param>
/// <param name="Hashes">The sum.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EraSum(long Events, Int128 Hashes)
{
    /// <summary>The hash that is summed; PostgreSQL's own, of 64 bits.</summary>
    public const string Hash = "hashtextextended(key, ts)";

    public EraSum With(long hash) => new(Events + 1, Hashes + hash);

    public EraSum And(EraSum other) => new(Events + other.Events, Hashes + other.Hashes);
}
