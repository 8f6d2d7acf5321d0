using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aevrion.Silo.Http;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Silo.Tests.OpenApi;

/// <summary>The document says what the silo does: every route, and every answer that it gives.</summary>
public sealed partial class OpenApiTests(OneRegion region) : IClassFixture<OneRegion>
{
    private const string Prefix = "urn:aevrion:problem:";

    private ApiClient Api => region.Api;

    [Fact]
    public async Task Every_route_is_described_and_every_description_has_a_route()
    {
        var routes = region.Silo.Routes.Where(route => route.Method != HttpMethods.Head)
            .Concat(KeyRoutes.All.SelectMany(route => route.Allowed.Split(", ").Where(method => method != HttpMethods.Head).Select(method => (method, $"{route.Prefix}{{key}}"))))
            .ToHashSet();
        var described = (await ReadAsync()).Operations.ToHashSet();

        Assert.Equal([], routes.Except(described).Select(route => $"{route}: describe it in Silo/Http/OpenApi, see RouteCatalogue"));
        Assert.Equal([], described.Except(routes).Select(route => $"{route}: nothing answers it"));
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_all_parameters_of_its_path()
    {
        var document = await ReadAsync();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (method, path) in document.Operations)
        {
            var operation = document.Operation(method, path);
            Assert.True(names.Add(operation.GetProperty("operationId").GetString()!), path);
            var declared = operation.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString()!)
                : [];
            Assert.Equal(PathParameter().Matches(path).Select(match => match.Groups["name"].Value), declared);
        }
    }

    [Fact]
    public async Task Every_type_of_problem_is_in_the_document_and_in_the_documentation()
    {
        var words = (await ReadAsync()).Words;
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "http-api.md"), TestContext.Current.CancellationToken);
        var listed = ProblemRow().Matches(page).Select(match => (Slug: match.Groups["slug"].Value, Status: int.Parse(match.Groups["status"].Value))).ToList();

        Assert.True(listed.Count > 30);
        Assert.All(listed, problem => Assert.Contains(Prefix + problem.Slug, words));
        Assert.Equal(ProblemKinds.All.Select(kind => (kind.Slug, kind.Status)).Order(), listed.Order());
    }

    [Fact]
    public async Task It_is_answered_to_head_and_the_same_every_time()
    {
        var first = (await Api.GetAsync(OpenApiEndpoints.Path)).AssertDone();
        Assert.Equal("application/json", first.ContentHeaders.ContentType?.MediaType);
        Assert.Equal(first.Body, (await Api.GetAsync(OpenApiEndpoints.Path)).Body);
        Assert.Equal(200, (await Api.SendAsync(HttpMethod.Head, OpenApiEndpoints.Path, content: null)).Status);
        Assert.StartsWith("3.1", first.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/v1/kv/{key}", "/v1/kv/sample", 200, "value")]
    [InlineData("PUT", "/v1/kv/{key}", "/v1/kv/sample?ack=some", 400)]
    [InlineData("PUT", "/v1/kv/{key}", "/v1/kv/sample?at=1", 400)]
    [InlineData("GET", "/v1/kv/{key}", "/v1/kv/there", 200)]
    [InlineData("GET", "/v1/kv/{key}", "/v1/kv/absent", 404)]
    [InlineData("GET", "/v1/kv/{key}", "/v1/kv/there?at=then", 400)]
    [InlineData("GET", "/v1/kv/{key}", "/v1/kv/%ff", 400)]
    [InlineData("DELETE", "/v1/kv/{key}", "/v1/kv/sample", 200)]
    [InlineData("GET", "/v1/history/{key}", "/v1/history/there?values=true", 200)]
    [InlineData("GET", "/v1/history/{key}", "/v1/history/there?limit=0", 400)]
    [InlineData("POST", "/v1/batch", "/v1/batch", 200, """{"op":"put","key":"b","text":"v"}""")]
    [InlineData("POST", "/v1/batch", "/v1/batch", 400, "{}")]
    [InlineData("POST", "/v1/batch", "/v1/batch", 400, """{"op":"put","key":"b","text":"v","timestamp":99999999999999}""")]
    [InlineData("POST", "/v1/get", "/v1/get", 200, """{"keys":["there","absent"]}""")]
    [InlineData("POST", "/v1/get", "/v1/get", 400, """{"keys":[]}""")]
    [InlineData("POST", "/v1/get", "/v1/get", 400, """{"keys":["a"],"at":"then"}""")]
    [InlineData("GET", "/v1/kv", "/v1/kv?values=true&parents=true", 200)]
    [InlineData("GET", "/v1/kv", "/v1/kv?limit=1&at=1700000000001", 200)]
    [InlineData("GET", "/v1/kv", "/v1/kv?limit=none", 400)]
    [InlineData("GET", "/v1/history", "/v1/history?values=true", 200)]
    [InlineData("GET", "/v1/history", "/v1/history?after=x", 400)]
    [InlineData("GET", "/v1/watch", "/v1/watch?since=then", 400)]
    [InlineData("GET", "/v1/conflicts", "/v1/conflicts", 200)]
    [InlineData("GET", "/v1/conflicts", "/v1/conflicts?limit=0", 400)]
    [InlineData("POST", "/v1/conflicts/{key}", "/v1/conflicts/there", 404, """{"pick":"winner"}""")]
    [InlineData("POST", "/v1/conflicts/{key}", "/v1/conflicts/there", 400, "{}")]
    [InlineData("GET", "/v1/tree", "/v1/tree", 200)]
    [InlineData("GET", "/v1/tree/{level}/{index}", "/v1/tree/1/53125000", 200)]
    [InlineData("GET", "/v1/tree/{level}/{index}", "/v1/tree/0/1700000000", 200)]
    [InlineData("GET", "/v1/tree/{level}/{index}", "/v1/tree/x/1", 400)]
    [InlineData("GET", "/v1/tree/{level}/{index}", "/v1/tree/77/1", 404)]
    [InlineData("GET", "/v1/tree/map", "/v1/tree/map?level=1&from=53125000&count=1", 200)]
    [InlineData("GET", "/v1/tree/map", "/v1/tree/map?count=513", 400)]
    [InlineData("GET", "/v1/access", "/v1/access", 200)]
    [InlineData("GET", "/", "/", 200)]
    [InlineData("GET", "/dashboard/{folder}/{file}", "/dashboard/app/main.js", 200)]
    [InlineData("GET", "/dashboard/{folder}/{file}", "/dashboard/app/none.js", 404)]
    [InlineData("GET", "/v1/peers", "/v1/peers", 200)]
    [InlineData("POST", "/v1/peers/{name}/sync", "/v1/peers/nobody/sync", 404)]
    [InlineData("GET", "/v1/peer", "/v1/peer", 426)]
    [InlineData("POST", "/v1/rebuild", "/v1/rebuild", 202)]
    [InlineData("POST", "/v1/verify", "/v1/verify?repair=maybe", 400)]
    [InlineData("GET", "/v1/status", "/v1/status", 200)]
    [InlineData("GET", "/v1/status", "/v1/status?a=b", 400)]
    [InlineData("GET", "/healthz", "/healthz", 200)]
    [InlineData("GET", "/readyz", "/readyz", 200)]
    public async Task An_answer_is_as_the_document_has_it(string method, string route, string path, int status, string body = "")
    {
        (await Api.PostAsync("/v1/batch", """{"op":"put","key":"there","text":"old","timestamp":1700000000000}""")).AssertDone();
        (await Api.PutAsync("/v1/kv/there", "new")).AssertDone();
        await AssertDescribedAsync(method, route, path, status, body);
    }

    [Fact]
    public async Task Lines_of_a_verification_are_as_the_document_has_them()
    {
        await Eventually.HoldsAsync(
            async () => (await Api.GetAsync("/v1/rebuild")) is var last && (last.Status == 404 || last.Json.GetProperty("state").GetString() != "running"),
            "no rebuild runs");
        await AssertDescribedAsync("POST", "/v1/verify", "/v1/verify", 200, "");
        await AssertDescribedAsync("GET", "/v1/rebuild", "/v1/rebuild", (await Api.GetAsync("/v1/rebuild")).Status, "");
    }

    private async Task AssertDescribedAsync(string method, string route, string path, int status, string body)
    {
        using var content = method is "PUT" or "POST" ? new StringContent(body) : null;
        var answer = await Api.SendAsync(HttpMethod.Parse(method), path, content);
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Text}");
        var document = await ReadAsync();
        var mediaType = answer.Body.Length == 0 ? null : answer.ContentHeaders.ContentType?.MediaType;
        var documents = mediaType?.Contains("json", StringComparison.Ordinal) == true
            ? Encoding.UTF8.GetString(answer.Body).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            : [];
        Assert.Equal([], document.MistakesIn(document.Operation(method, route), status, mediaType, documents));
    }

    private async Task<ApiDocument> ReadAsync() => new((await Api.GetAsync(OpenApiEndpoints.Path)).AssertDone().Json);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<slug>[a-z0-9-]+)` \| (?<status>\d{3}) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProblemRow();

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathParameter();
}
