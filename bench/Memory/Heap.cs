namespace Aevrion.Bench.Memory;

/// <summary>The memory that this process holds on to.</summary>
internal static class Heap
{
    /// <summary>Bytes that are left when all garbage is gone.</summary>
    public static long Bytes()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
