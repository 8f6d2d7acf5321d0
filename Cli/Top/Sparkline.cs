namespace Aevrion.Cli.Top;

/// <summary>A course of values as a line of bars, one character each.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws the values from the left; neighbours share a bar, as high as the highest of them, where they are more than fit.</summary>
    /// <param name="values">None below 0.</param>
    /// <param name="width">Characters at most.</param>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        var bars = Math.Min(values.Count, width);
        var heights = Enumerable.Range(0, bars)
            .Select(bar => values.Skip(bar * values.Count / bars).Take(((bar + 1) * values.Count / bars) - (bar * values.Count / bars)).Max()).ToList();
        var highest = heights.DefaultIfEmpty(0).Max();
        return string.Concat(heights.Select(height => BarOf(height, highest)));
    }

    // Nothing is the lowest bar; anything at all is higher than that.
    private static char BarOf(double height, double highest) =>
        height <= 0 ? Bars[0] : Bars[Math.Clamp((int)Math.Ceiling(height / highest * (Bars.Length - 1)), 1, Bars.Length - 1)];
}
