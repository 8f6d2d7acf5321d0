using System.Text.RegularExpressions;

namespace Aevrion.Architecture.Tests;

/// <summary>What docs/comparison.md says of others has sources, and what it says of this product was measured.</summary>
public sealed partial class ComparisonPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "comparison.md"));

    [Fact]
    public void The_page_says_when_it_was_true() => Assert.Matches(@"As of \*\*\d+ \w+ 20\d\d\*\*", Page);

    [Fact]
    public void Every_alternative_has_sources()
    {
        var sections = Page.Split("\n### ")[1..];
        Assert.NotEmpty(sections);
        Assert.All(sections, section => Assert.Contains("](https://", section, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_figure_was_measured()
    {
        var measured = File.ReadAllText(Path.Combine(Repository.Root, "docs", "performance.md"));
        var figures = Page[Page.IndexOf("\n## Figures", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => Figure().Matches(line)).Select(match => match.Groups["figure"].Value).ToList();
        Assert.NotEmpty(figures);
        Assert.All(figures, figure => Assert.Contains($"| {figure} ", measured, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\| (?<figure>[0-9][0-9.,]*)(?= \|)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();
}
