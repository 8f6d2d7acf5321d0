using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Relay;

namespace Aevrion.Grains.Load;

/// <summary>What the region did lately: this silo's own steps and those of the others.</summary>
public sealed class RegionLoad(LoadRecorder load, SiloRelay relay)
{
    /// <summary>Reads the last minutes. Silos that do not answer are left out, and not counted.</summary>
    /// <param name="minutes">How many, 60 at most; the step that runs is among them.</param>
    /// <returns>How many silos it is the sum of, and a point for each step in which they did anything, the oldest first.</returns>
    public async Task<(int Silos, IReadOnlyList<LoadPoint> Points)> ReadAsync(int minutes)
    {
        var last = load.CurrentStep;
        var first = last - ((long)minutes * LoadLimits.StepsPerMinute) + 1;
        var others = await relay.LoadOfOthersAsync(first, last);
        var sum = LoadMerge.Of([new LoadSum { Silos = 1, Steps = load.Read(first, last) }, others]);
        return (sum.Silos, [.. sum.Steps.Select(PointOf)]);
    }

    private static LoadPoint PointOf(LoadStep step) => new(step, LatencySummary.Of(step.WriteTimes), LatencySummary.Of(step.ReadTimes));
}
