using System.Text.RegularExpressions;

namespace Aevrion.Architecture.Tests;

/// <summary>What <c>SECURITY.md</c> claims is tested where it says so.</summary>
public sealed partial class SecurityClaimsTests
{
    [Fact]
    public async Task Every_claim_names_tests_that_are_there()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "SECURITY.md"), TestContext.Current.CancellationToken);
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var claims = page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(claims);
        Assert.All(claims, claim => Assert.Matches(NamedTest(), claim));
        Assert.All(
            NamedTest().Matches(page),
            test => Assert.Contains(
                sources[test.Groups["type"].Value],
                source => Regex.IsMatch(source, $@"public (async )?(Task|void) {test.Groups["method"].Value}\(", RegexOptions.None, TimeSpan.FromSeconds(5))));
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)\.(?<method>\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedTest();
}
