using System.Runtime.CompilerServices;
using static Aevrion.Core.Hashing.Blake3Constants;

namespace Aevrion.Core.Hashing;

/// <summary>The compression function of <see cref="Compression"/> on as many independent blocks as there are lanes.</summary>
internal static class ParallelCompression
{
    /// <summary>
    /// Replaces the 8 words of <paramref name="values"/> by the truncated output; word i of every lane is in vector i, and so it is
    /// for the 16 of the <paramref name="message"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Compress<TLanes>(
        Span<TLanes> values, ReadOnlySpan<TLanes> message, TLanes counterLow, TLanes counterHigh, TLanes blockLength, TLanes flags)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var h = values[..ChainingWords];
        var m = message[..BlockWords];
        TLanes v0 = h[0], v1 = h[1], v2 = h[2], v3 = h[3], v4 = h[4], v5 = h[5], v6 = h[6], v7 = h[7];
        TLanes v8 = TLanes.Broadcast(Iv0), v9 = TLanes.Broadcast(Iv1), v10 = TLanes.Broadcast(Iv2), v11 = TLanes.Broadcast(Iv3);
        TLanes v12 = counterLow, v13 = counterHigh, v14 = blockLength, v15 = flags;

        // Unlike one block's, these rounds gain nothing from being written out: the vector units are busy throughout.
        for (var round = 0; round < Rounds; round++)
        {
            var order = MessageSchedule.Slice(round * BlockWords, BlockWords);
            Quarter(ref v0, ref v4, ref v8, ref v12, m, order[0], order[1]);
            Quarter(ref v1, ref v5, ref v9, ref v13, m, order[2], order[3]);
            Quarter(ref v2, ref v6, ref v10, ref v14, m, order[4], order[5]);
            Quarter(ref v3, ref v7, ref v11, ref v15, m, order[6], order[7]);

            Quarter(ref v0, ref v5, ref v10, ref v15, m, order[8], order[9]);
            Quarter(ref v1, ref v6, ref v11, ref v12, m, order[10], order[11]);
            Quarter(ref v2, ref v7, ref v8, ref v13, m, order[12], order[13]);
            Quarter(ref v3, ref v4, ref v9, ref v14, m, order[14], order[15]);
        }

        (h[0], h[1], h[2], h[3]) = (v0 ^ v8, v1 ^ v9, v2 ^ v10, v3 ^ v11);
        (h[4], h[5], h[6], h[7]) = (v4 ^ v12, v5 ^ v13, v6 ^ v14, v7 ^ v15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter<TLanes>(
        ref TLanes a, ref TLanes b, ref TLanes c, ref TLanes d, ReadOnlySpan<TLanes> m, int x, int y)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        a += b + m[x];
        d = TLanes.RotateRight(d ^ a, 16);
        c += d;
        b = TLanes.RotateRight(b ^ c, 12);
        a += b + m[y];
        d = TLanes.RotateRight(d ^ a, 8);
        c += d;
        b = TLanes.RotateRight(b ^ c, 7);
    }
}
