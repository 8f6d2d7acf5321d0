using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aevrion.Silo.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>The dashboard and the alert rules that come with the product.</summary>
public sealed partial class DeploymentFileTests
{
    private static readonly string Rules = Path.Combine("deploy", "prometheus", "aevrion.rules.yml");

    [Fact]
    public async Task Every_metric_and_label_in_them_is_told_by_a_running_silo()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.StartAsync();
        (await regions.Eu.Api.PutAsync("/v1/kv/a", "v")).AssertDone();
        var used = Expressions().SelectMany(expression => Name().Matches(expression)).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(used.Count > 30);
        string[] missing = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                (await regions.Eu.Api.PostAsync("/v1/peers/us/sync")).AssertDone();
                var told = Told().Matches((await regions.Us.Api.GetAsync("/metrics")).Text + (await regions.Eu.Api.GetAsync("/metrics")).Text)
                    .Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
                missing = [.. used.Where(name => !told.Contains(name))];
                return missing.Length == 0;
            },
            "every metric and label of the files is told");
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_rule_has_a_name_a_severity_and_a_runbook_that_exists()
    {
        var anchors = File.ReadLines(PathOf("docs", "operations.md")).Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..].ToLowerInvariant().Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);
        var documented = File.ReadAllText(PathOf("docs", "monitoring.md"));
        var rules = RulesOf().ToList();
        Assert.NotEmpty(rules);
        foreach (var rule in rules)
        {
            var name = rule["alert"].ToString();
            Assert.Contains($"`{name}`", documented, StringComparison.Ordinal);
            Assert.Contains(rule["labels"]["severity"].ToString(), (string[])["critical", "warning"]);
            var runbook = rule["annotations"]["runbook_url"].ToString();
            Assert.StartsWith("docs/operations.md#", runbook, StringComparison.Ordinal);
            Assert.Contains(runbook.Split('#')[1], anchors);
        }
    }

    [Fact]
    public async Task Prometheus_own_tool_accepts_the_rules_where_it_is_installed()
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (tool is null)
            Assert.Skip("promtool is not installed; it comes with Debian's package prometheus.");
        using var process = Process.Start(new ProcessStartInfo(tool, ["check", "rules", PathOf(Rules)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(PathOf("deploy", "grafana", "aevrion.json")));
        string[] panels =
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!),
        ];
        return panels.Concat(RulesOf().Select(rule => rule["expr"].ToString()));
    }

    private static IEnumerable<YamlNode> RulesOf()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(PathOf(Rules));
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]);
    }

    private static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent;
        return Path.Combine([folder!.FullName, .. parts]);
    }

    /// <summary>Names of metrics, and of the labels that go with them.</summary>
    [GeneratedRegex(@"\b(aevrion|http|network|dotnet)_[a-z_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Told();
}
