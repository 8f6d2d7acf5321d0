using System.Text.RegularExpressions;
using Aevrion.Silo.Dashboard;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Dashboard;

/// <summary>The files of the dashboard, as they are served.</summary>
public sealed partial class DashboardFileTests(OneRegion region) : IClassFixture<OneRegion>
{
    public static TheoryData<string> Files => [.. new DashboardFiles().Paths.Order(StringComparer.Ordinal)];

    private static string[] Modules => [.. new DashboardFiles().Paths.Where(path => path.EndsWith(".js", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_is_served_with_a_policy_that_lets_nothing_in_from_elsewhere(string file)
    {
        var answer = (await region.Api.GetAsync(PathOf(file))).AssertDone();
        var policy = answer.Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal(200, (await region.Api.SendAsync(HttpMethod.Head, PathOf(file), content: null)).Status);
    }

    [Fact]
    public async Task One_that_the_browser_has_is_not_sent_again()
    {
        var tag = (await region.Api.GetAsync("/")).AssertDone().Header("ETag")!;
        var again = await region.Api.GetAsync("/", ("If-None-Match", tag));
        Assert.Equal((304, 0), (again.Status, again.Body.Length));
        Assert.Equal(200, (await region.Api.GetAsync("/", ("If-None-Match", "\"other\""))).Status);
    }

    [Theory]
    [InlineData("/dashboard/app/none.js")]
    [InlineData("/dashboard/index.html")]
    [InlineData("/dashboard/app/../../index.html")]
    [InlineData("/dashboard/app/%2e%2e%2findex.html")]
    public async Task What_is_no_file_of_it_is_not_there(string path) => (await region.Api.GetAsync(path)).AssertProblem(404, "no-such-route");

    [Fact]
    public async Task It_is_there_before_its_region_is()
    {
        // Nothing listens there: the region keeps on trying.
        await using var silo = new TestSilo("eu", "Host=127.0.0.1;Port=1;Username=postgres;Database=absent");
        await silo.StartAsync();
        (await silo.Api.GetAsync("/")).AssertDone();
        Assert.Equal(503, (await silo.Api.GetAsync("/v1/access")).Status);
    }

    [Fact]
    public void Every_file_that_another_one_refers_to_is_there_and_none_is_left_over()
    {
        var files = new DashboardFiles();
        var wanted = new HashSet<string>(StringComparer.Ordinal) { "index.html" };
        foreach (var path in new DashboardFiles().Paths)
            wanted.UnionWith(ReferencesOf(path, System.Text.Encoding.UTF8.GetString(files.Find(path)!.Bytes.Span)));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), files.Paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_module_makes_markup_from_text_or_is_longer_than_a_reader_follows()
    {
        var files = new DashboardFiles();
        Assert.All(Modules, module =>
        {
            var text = System.Text.Encoding.UTF8.GetString(files.Find(module)!.Bytes.Span);
            Assert.DoesNotMatch(Markup(), text);
            Assert.True(text.Split('\n').Length <= 300, $"{module} is long: split it.");
        });
    }

    private static IEnumerable<string> ReferencesOf(string path, string text) => path.EndsWith(".html", StringComparison.Ordinal)
        ? Loaded().Matches(text).Select(match => match.Groups["path"].Value)
        : Imported().Matches(text).Select(match => Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(path)!, match.Groups["path"].Value))));

    private static string PathOf(string file) => file == "index.html" ? "/" : $"/dashboard/{file}";

    [GeneratedRegex("(src|href)=\"dashboard/(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loaded();

    [GeneratedRegex("from '(?<path>[^']+)';", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Imported();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markup();
}
