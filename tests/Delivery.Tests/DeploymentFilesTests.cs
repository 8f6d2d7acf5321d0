using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Aevrion.Delivery.Tests;

/// <summary>The files under deploy/: whether they can be read, fit together, and name what there is.</summary>
public sealed partial class DeploymentFilesTests
{
    private const string Unit = "deploy/systemd/aevrion@.service";

    /// <summary>systemd's own measure, in tenths, from 0, nothing exposed, to 100: below 20 it calls a service OK.</summary>
    private const int MostExposure = 20;

    private static string Deploy => Repository.In("deploy");

    private static IEnumerable<string> Manifests => Directory.EnumerateFiles(Path.Combine(Deploy, "kubernetes"), "*.yaml", SearchOption.AllDirectories);

    [Fact]
    public void Every_setting_in_them_exists()
    {
        var known = DocumentedSetting().Matches(File.ReadAllText(Repository.In("docs", "configuration.md")))
            .Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var used = Directory.EnumerateFiles(Deploy, "*", SearchOption.AllDirectories)
            .SelectMany(file => UsedSetting().Matches(File.ReadAllText(file)))
            .Select(match => PeerName().Replace(match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal), "Peers:<name>:"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["Region", "Postgres", "Peers:<name>:Url"]), used);
        Assert.Empty(used.Except(known));
    }

    [Fact]
    public void Every_manifest_is_a_list_of_named_objects()
    {
        var objects = Manifests.SelectMany(DocumentsIn).ToList();
        Assert.All(objects, document => Assert.NotNull(document["apiVersion"]));
        Assert.Equal(
            ["Kustomization", "Kustomization", "Kustomization", "Namespace", "Namespace", "NetworkPolicy", "PodDisruptionBudget", "Service", "Service", "ServiceAccount", "StatefulSet"],
            objects.Select(document => document["kind"].ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ports_that_manifests_name_are_those_of_the_silo()
    {
        var ports = ContainerPort().Matches(ReadBase("stateful-set.yaml")).Select(match => match.Groups["name"].Value).ToList();
        Assert.Equal(["http", "silos", "clients"], ports);
        var named = NamedPort().Matches(ReadBase("stateful-set.yaml") + ReadBase("services.yaml") + ReadBase("network-policy.yaml"))
            .Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        Assert.Empty(named.Except(ports));
    }

    [Fact]
    public void Images_are_of_this_version()
    {
        Assert.Contains($"image: aevrion:{Repository.Version}\n", ReadBase("stateful-set.yaml"), StringComparison.Ordinal);
        Assert.All(["eu", "us"], region => Assert.Contains(
            $"newTag: {Repository.Version}\n", File.ReadAllText(Repository.In("deploy", "kubernetes", "regions", region, "kustomization.yaml")), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("eu")]
    [InlineData("us")]
    public async Task Kustomize_puts_a_region_together(string region)
    {
        Assert.SkipUnless(Command.Exists("kubectl"), "There is no kubectl on this machine.");
        var rendered = (await Command.RunAsync("kubectl", "kustomize", $"deploy/kubernetes/regions/{region}")).MustSucceed();
        Assert.Contains($"Aevrion__Region: {region}", rendered, StringComparison.Ordinal);
        Assert.Contains($"registry.example.com/aevrion:{Repository.Version}", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_takes_the_unit_and_finds_little_exposed()
    {
        Assert.SkipUnless(Command.Exists("systemd-analyze"), "There is no systemd on this machine.");
        var folder = Directory.CreateTempSubdirectory("aevrion-unit-");
        try
        {
            // What the unit runs is not installed here.
            var unit = Path.Combine(folder.FullName, "aevrion@.service");
            await File.WriteAllTextAsync(unit, (await File.ReadAllTextAsync(Repository.In(Unit), TestContext.Current.CancellationToken))
                .Replace("/opt/aevrion/silo/Aevrion.Silo", "/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            Assert.Equal("", (await Command.RunAsync("systemd-analyze", "verify", "--man=no", unit)).MustSucceed());
            (await Command.RunAsync("systemd-analyze", "security", "--offline=true", $"--threshold={MostExposure}", unit)).MustSucceed();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_container_copies_what_there_is_and_does_not_run_as_root()
    {
        var instructions = File.ReadAllLines(Repository.In("deploy", "container", "Containerfile")).Select(line => line.Split(' ')).ToList();
        var user = instructions.Last(words => words[0] == "USER")[1];
        Assert.Matches("^[1-9][0-9]+:[1-9][0-9]+$", user);
        var copied = instructions.Where(words => words[0] == "COPY" && !words[1].StartsWith("--from", StringComparison.Ordinal)).Select(words => words[^2]);
        Assert.All(copied, source => Assert.True(Path.Exists(Repository.In(source)), $"There is no {source}."));
        Assert.Contains(instructions, words => words[0] == "HEALTHCHECK");
        Assert.Contains(instructions, words => words[0] == "ENTRYPOINT" && words[1] == "[\"/opt/aevrion/silo/Aevrion.Silo\"]");
    }

    [Fact]
    public void The_changelog_begins_with_this_version()
    {
        var newest = ChangelogVersion().Match(File.ReadAllText(Repository.In("CHANGELOG.md")));
        Assert.Equal(Repository.Version, newest.Groups["version"].Value);
    }

    private static string ReadBase(string file) => File.ReadAllText(Repository.In("deploy", "kubernetes", "base", file));

    private static IEnumerable<YamlMappingNode> DocumentsIn(string file)
    {
        using var text = File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(text);
        return stream.Documents.Select(document => Assert.IsType<YamlMappingNode>(document.RootNode)).ToList();
    }

    [GeneratedRegex(@"Aevrion__(?<name>[A-Za-z0-9_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsedSetting();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z:<>]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex DocumentedSetting();

    [GeneratedRegex("^Peers:[a-z0-9-]+:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PeerName();

    [GeneratedRegex(@"- name: (?<name>\w+)\n\s+containerPort", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ContainerPort();

    [GeneratedRegex(@"(targetPort|port): (?<name>[a-z]+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedPort();

    [GeneratedRegex(@"^## \[(?<version>[0-9.]+)\]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ChangelogVersion();
}
