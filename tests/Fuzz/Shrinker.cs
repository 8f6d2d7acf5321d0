using System.Diagnostics;

namespace Aevrion.Fuzz;

/// <summary>Makes the input of a finding shorter as long as it breaks the same promise in the same way.</summary>
internal static class Shrinker
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);

    /// <summary>The shortest that was found.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="read">Reads an input.</param>
    /// <param name="maxSteps">Inputs that are tried.</param>
    public static FuzzFinding Shrink(FuzzFinding finding, Func<byte[], FuzzFinding?> read, int maxSteps)
    {
        if (finding.Kind == FuzzFindingKind.Hang)
            return finding;
        var steps = 0;
        var started = Stopwatch.GetTimestamp();
        for (var size = finding.Input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= finding.Input.Length && steps < maxSteps && Stopwatch.GetElapsedTime(started) < MaxTime; steps++)
            {
                byte[] shorter = [.. finding.Input.AsSpan(0, at), .. finding.Input.AsSpan(at + size)];
                if (read(shorter) is { } same && same.Kind == finding.Kind && same.Cause?.GetType() == finding.Cause?.GetType())
                    finding = same;
                else
                    at += size;
            }
        }

        return finding;
    }
}
