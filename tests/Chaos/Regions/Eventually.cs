using System.Diagnostics;

namespace Aevrion.Chaos.Regions;

/// <summary>Waits, within a limit, for what happens by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>False when it does not hold within the limit.</returns>
    public static async Task<bool> HoldsAsync(Func<Task<bool>> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waiting.Elapsed > limit)
                return false;
            await Task.Delay(Pause, cancellationToken);
        }

        return true;
    }
}
