using System.Text.Json.Serialization;
using Aevrion.Bench.Measuring;

namespace Aevrion.Bench.Results;

/// <summary>A figure, beside the one that it is held against where there is one: medians of rounds that alternated in one run.</summary>
internal sealed record FigureRow : BenchRow
{
    private const int Digits = 4;

    /// <summary>What was measured.</summary>
    public required string Figure { get; init; }

    /// <summary>The median.</summary>
    public required double Value { get; init; }

    /// <summary>Of <see cref="Value"/> and <see cref="AgainstValue"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>The largest ÷ the smallest of the rounds.</summary>
    public required double Spread { get; init; }

    /// <summary>The ceiling or peer.</summary>
    public string? Against { get; init; }

    /// <summary>Its median in the same run.</summary>
    public double? AgainstValue { get; init; }

    /// <summary>Its largest ÷ smallest.</summary>
    public double? AgainstSpread { get; init; }

    /// <summary><see cref="Value"/> ÷ <see cref="AgainstValue"/>.</summary>
    public double? Ratio { get; init; }

    /// <summary>The ratio to reach.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The ratio not to exceed.</summary>
    public double? AtMost { get; init; }

    /// <summary>The value not to exceed.</summary>
    public double? ValueAtMost { get; init; }

    /// <summary>Whether the target holds; null where there is none.</summary>
    public bool? Holds { get; init; }

    /// <summary>Rounds of each side.</summary>
    public required int Rounds { get; init; }

    /// <summary>How it was measured.</summary>
    public string? Note { get; init; }

    /// <summary>How far beyond its target a figure is, 1 being just there, more being better; null without a target.</summary>
    [JsonIgnore]
    public double? Margin => (Ratio, AtLeast, AtMost, ValueAtMost) switch
    {
        ({ } ratio, { } least, _, _) => ratio / least,
        ({ } ratio, _, { } most, _) => most / ratio,
        (_, _, _, { } limit) => limit / Value,
        _ => null,
    };

    /// <summary>Sums the rounds up.</summary>
    /// <param name="bench">Name of the bench.</param>
    /// <param name="figure">What was measured.</param>
    /// <param name="ours">Its rounds.</param>
    /// <param name="against">Name of the ceiling or peer; null for a figure that stands alone.</param>
    /// <param name="theirs">The rounds of that.</param>
    public static FigureRow Of(string bench, Figure figure, Samples ours, string? against = null, Samples? theirs = null)
    {
        var ratio = theirs is null ? (double?)null : ours.Median / theirs.Median;
        var row = new FigureRow
        {
            Bench = bench,
            Figure = figure.Name,
            Value = Rounded(ours.Median),
            Unit = figure.Unit,
            Spread = Rounded(ours.Spread),
            Against = against,
            AgainstValue = theirs is null ? null : Rounded(theirs.Median),
            AgainstSpread = theirs is null ? null : Rounded(theirs.Spread),
            Ratio = ratio is { } exact ? Rounded(exact) : null,
            AtLeast = figure.AtLeast,
            AtMost = figure.AtMost,
            ValueAtMost = figure.ValueAtMost,
            Rounds = ours.Count,
            Note = figure.Note.Length > 0 ? figure.Note : null,
        };
        return row with { Holds = row.Margin is { } margin ? margin >= 1 : null };
    }

    private static double Rounded(double value) => value is 0 || !double.IsFinite(value)
        ? value
        : Math.Round(value, Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));
}
