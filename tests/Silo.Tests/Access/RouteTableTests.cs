using Aevrion.Silo.Http;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage.Tokens;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Silo.Tests.Access;

/// <summary>Every route that the silo answers, tried by everybody who may not use it, and by those who may.</summary>
public sealed class RouteTableTests(AccessRegion region) : IClassFixture<AccessRegion>
{
    public static TheoryData<string> Routes => [.. RouteTable.Rows.Where(row => row.IsAskedHere).Select(row => row.ToString())];

    [Fact]
    public void Every_route_that_is_answered_has_a_row_and_every_row_a_route()
    {
        var live = region.Silo.Routes.Where(route => route.Method != HttpMethods.Head).Select(route => $"{route.Method} {route.Path}")
            .Concat(KeyRoutes.All.SelectMany(route => route.Allowed.Split(", ").Where(method => method != HttpMethods.Head).Select(method => $"{method} {route.Prefix}{{key}}")));
        Assert.Equal(live.Order(StringComparer.Ordinal), RouteTable.Rows.Select(row => row.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_valid_token_it_is_refused_and_nothing_happens(string route)
    {
        var row = RowOf(route);
        var before = await region.EffectsAsync();
        var peer = row.Needs == AccessScopes.Peer;
        string?[] tokens =
        [
            null, "nonsense", region.Admin[..^1] + (region.Admin[^1] == 'A' ? 'E' : 'A'), peer ? region.ExpiredPeer : region.Expired, peer ? region.RevokedPeer : region.Revoked,
        ];
        foreach (var token in tokens)
        {
            var answer = await SendAsync(row, row.Path, row.Body, token);
            if (row.Needs == AccessScopes.None)
            {
                answer.AssertDone();
                continue;
            }

            answer.AssertProblem(401, "unauthenticated");
            Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
            if (row.Method == HttpMethods.Get)
                Assert.Equal(401, (await region.SendAsync(HttpMethod.Head, row.Path, body: null, token)).Status);
        }

        Assert.Equal(before, await region.EffectsAsync());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task With_another_scope_it_is_refused_and_nothing_happens(string route)
    {
        var row = RowOf(route);
        var before = await region.EffectsAsync();
        foreach (var (_, token) in region.Single.Where(entry => row.Needs != AccessScopes.None && !Implies(entry.Scope, row.Needs)))
            (await SendAsync(row, row.Path, row.Body, token)).AssertProblem(403, "forbidden");
        Assert.Equal(before, await region.EffectsAsync());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Keys_that_a_token_is_not_for_are_absent_and_not_written(string route)
    {
        var row = RowOf(route);
        if (row.DeniedPath is null)
            return;
        var before = await region.EffectsAsync();
        var answer = await SendAsync(row, row.DeniedPath, row.DeniedBody, region.Limited);
        Assert.True(row.Denied == answer.Status, answer.Text);
        if (row.Denied == 403)
            answer.AssertProblem(403, "forbidden");
        Assert.True(row.ShowsNothing(answer), answer.Text);
        Assert.Equal(before, await region.EffectsAsync());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task With_the_right_scope_it_is_let_in(string route)
    {
        var row = RowOf(route);
        var tokens = region.Single.Where(entry => row.Needs == AccessScopes.None || Implies(entry.Scope, row.Needs)).ToList();
        Assert.NotEmpty(tokens);
        foreach (var (_, token) in tokens)
        {
            var answer = await SendAsync(row, row.RightPath ?? row.Path, row.Body, token);
            Assert.True(row.Right == answer.Status, $"{answer.Status} instead of {row.Right}: {answer.Text}");
        }
    }

    [Fact]
    public async Task What_is_no_route_is_told_only_to_those_with_a_token()
    {
        (await region.GetAsync("/v1/nothing", token: null)).AssertProblem(401, "unauthenticated");
        (await region.GetAsync("/v1/nothing", region.Of(AccessScopes.Peer))).AssertProblem(403, "forbidden");
        (await region.GetAsync("/v1/nothing", region.Of(AccessScopes.Read))).AssertProblem(404, "no-such-route");
        (await region.SendAsync(HttpMethod.Patch, "/v1/kv/open/a", "x", token: null)).AssertProblem(401, "unauthenticated");
        (await region.SendAsync(HttpMethod.Patch, "/v1/status", "x", token: null)).AssertProblem(401, "unauthenticated");
        (await region.SendAsync(HttpMethod.Patch, "/v1/kv/open/a", "x", region.Of(AccessScopes.Read))).AssertProblem(405, "method-not-allowed");
    }

    [Fact]
    public async Task Two_tokens_or_another_scheme_are_none()
    {
        (await region.Api.GetAsync("/v1/kv/open/a", ("Authorization", "Basic YTpi"))).AssertProblem(401, "unauthenticated");
        (await region.Api.GetAsync("/v1/kv/open/a", ("Authorization", region.Admin))).AssertProblem(401, "unauthenticated");
        (await region.Api.GetAsync("/v1/kv/open/a", ("Authorization", $"bearer  {region.Admin} "))).AssertDone();
        (await region.Api.GetAsync($"/v1/kv/open/a?access_token={region.Admin}")).AssertProblem(401, "unauthenticated");
    }

    private Task<ApiAnswer> SendAsync(RouteRow row, string path, string? body, string? token) =>
        region.SendAsync(new HttpMethod(row.Method), path, body, token);

    private static RouteRow RowOf(string route) => RouteTable.Rows.Single(row => row.ToString() == route);

    private static bool Implies(AccessScopes scope, AccessScopes needs) =>
        (scope & needs) != AccessScopes.None || (scope == AccessScopes.Admin && needs != AccessScopes.Peer);
}
