using System.Text.RegularExpressions;

namespace Aevrion.Architecture.Tests;

/// <summary>Rules of the house that no analyzer checks.</summary>
public sealed partial class TidyTests
{
    private const int MaxLines = 400;

    private static readonly string[] Sources = ["Core", "Storage", "Grains.Interfaces", "Grains", "Engine", "Silo", "Client", "Client.Orleans", "Cli", "Demo", "Pictures", "bench", "samples", "tests"];

    private static string Root => Repository.Root;

    [Fact]
    public void Files_stay_small_enough_to_read() =>
        Assert.Empty(Files("*.cs").Where(file => File.ReadLines(file).Count() > MaxLines).Select(Relative));

    [Fact]
    public void No_folder_is_named_after_nothing() =>
        Assert.DoesNotContain(Files("*.cs").Select(Relative), file => Meaningless().IsMatch(file));

    [Fact]
    public void No_analyzer_is_muted_wholesale() =>
        Assert.Empty(Files("*.cs").Concat(Files("*.csproj")).Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal))
            .Where(file => Muted().IsMatch(File.ReadAllText(file))).Select(Relative));

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(Root, "*.md").Concat(
            Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories));
        var broken = from page in pages
                     from Match link in Link().Matches(File.ReadAllText(page))
                     let target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link.Groups["target"].Value))
                     where !Path.Exists(target)
                     select $"{Relative(page)}: {link.Groups["target"].Value}";
        Assert.Empty(broken);
    }

    private static IEnumerable<string> Files(string pattern) =>
        Sources.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories));

    private static string Relative(string file) => Path.GetRelativePath(Root, file);

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(^|/)(Helpers?|Common|Utils?|Misc)(/|\.cs$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Meaningless();

    [GeneratedRegex(@"#pragma warning disable\s*$|<NoWarn>[^$<]*</NoWarn>|<TreatWarningsAsErrors>false|GlobalSuppressions", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Muted();
}
