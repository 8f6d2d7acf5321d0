using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Tests.Access;

/// <summary>Every route, and what it has to be to whom. A route that the silo answers and that has no row here fails a test.</summary>
internal static class RouteTable
{
    private const AccessScopes Read = AccessScopes.Read;
    private const AccessScopes Write = AccessScopes.Write;
    private const AccessScopes Admin = AccessScopes.Admin;

    public static IReadOnlyList<RouteRow> Rows { get; } =
    [
        new("GET", "/v1/kv/{key}", Read, "/v1/kv/open/a") { DeniedPath = "/v1/kv/shut/a", Denied = 404, ShowsNothing = IsAsNeverWritten },
        new("PUT", "/v1/kv/{key}", Write, "/v1/kv/open/put") { Body = "value", DeniedPath = "/v1/kv/shut/put", DeniedBody = "value" },
        new("DELETE", "/v1/kv/{key}", Write, "/v1/kv/open/gone") { DeniedPath = "/v1/kv/shut/a" },
        new("GET", "/v1/history/{key}", Read, "/v1/history/open/a")
        {
            DeniedPath = "/v1/history/shut/a?values=true", Denied = 200, ShowsNothing = answer => answer.Text == "[]",
        },
        new("POST", "/v1/conflicts/{key}", Write, "/v1/conflicts/open/a")
        {
            Body = """{"pick":"winner"}""", Right = 404, DeniedPath = "/v1/conflicts/shut/a", DeniedBody = """{"pick":"winner"}""",
        },
        new("POST", "/v1/batch", Write | AccessScopes.Import, "/v1/batch")
        {
            Body = """{"op":"put","key":"open/batch","text":"v"}""", RightPath = "/v1/batch?ack=some", Right = 400, DeniedPath = "/v1/batch",
            DeniedBody = "{\"op\":\"put\",\"key\":\"open/batch\",\"text\":\"v\"}\n{\"op\":\"delete\",\"key\":\"shut/a\"}",
        },
        new("POST", "/v1/get", Read, "/v1/get")
        {
            Body = """{"keys":["open/a"]}""", DeniedPath = "/v1/get", DeniedBody = """{"keys":["shut/a","open/a","shut/b"]}""", Denied = 200,
            ShowsNothing = answer => answer.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("found").GetBoolean())
                .SequenceEqual([false, true, false]),
        },
        new("GET", "/v1/kv", Read, "/v1/kv") { DeniedPath = "/v1/kv?values=true", Denied = 200, ShowsNothing = HasNoShutKey },
        new("GET", "/v1/history", Read, "/v1/history") { DeniedPath = "/v1/history?values=true", Denied = 200, ShowsNothing = HasNoShutKey },
        new("GET", "/v1/watch", Read, "/v1/watch") { RightPath = "/v1/watch?since=then", Right = 400 },
        new("GET", "/v1/conflicts", Read, "/v1/conflicts") { DeniedPath = "/v1/conflicts", Denied = 200, ShowsNothing = HasNoShutKey },
        new("GET", "/v1/tree", Read, "/v1/tree")
        {
            DeniedPath = "/v1/tree", Denied = 200, ShowsNothing = answer => answer.Json.GetProperty("count").GetInt64() >= 2,
        },
        new("GET", "/v1/tree/{level}/{index}", Read, "/v1/tree/1/1")
        {
            DeniedPath = "/v1/tree/1/1", Denied = 200, ShowsNothing = answer => answer.Json.GetProperty("count").GetInt64() == 0,
        },
        new("GET", "/v1/tree/map", Read, "/v1/tree/map?level=5")
        {
            DeniedPath = "/v1/tree/map?level=7", Denied = 200,
            ShowsNothing = answer => answer.Json.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("count").GetInt64()) is >= 2 and < 100,
        },
        new("GET", "/v1/peers", Admin, "/v1/peers") { DeniedPath = "/v1/peers" },
        new("GET", "/v1/peers/{name}/differences", Read | Admin, "/v1/peers/us/differences") { Right = 404, DeniedPath = "/v1/peers/us/differences" },
        new("POST", "/v1/peers/{name}/sync", Admin, "/v1/peers/us/sync") { Right = 404, DeniedPath = "/v1/peers/us/sync" },
        new("POST", "/v1/peers/{name}/pause", Admin, "/v1/peers/us/pause") { Right = 404, DeniedPath = "/v1/peers/us/pause" },
        new("POST", "/v1/peers/{name}/resume", Admin, "/v1/peers/us/resume") { Right = 404, DeniedPath = "/v1/peers/us/resume" },
        new("GET", "/v1/peer", AccessScopes.Peer, "/v1/peer") { Right = 426, DeniedPath = "/v1/peer" },
        new("CONNECT", "/v1/peer", AccessScopes.Peer, "/v1/peer") { IsAskedHere = false },
        new("POST", "/v1/rebuild", Admin, "/v1/rebuild") { RightPath = "/v1/rebuild?keyIndex=maybe", Right = 400, DeniedPath = "/v1/rebuild" },
        new("GET", "/v1/rebuild", Admin, "/v1/rebuild") { Right = 404, DeniedPath = "/v1/rebuild" },
        new("POST", "/v1/verify", Admin, "/v1/verify") { RightPath = "/v1/verify?repair=maybe", Right = 400, DeniedPath = "/v1/verify?repair=true" },
        new("GET", "/v1/backup", Admin, "/v1/backup") { RightPath = "/v1/backup?a=b", Right = 400, DeniedPath = "/v1/backup" },
        new("POST", "/v1/restore", Admin, "/v1/restore") { Right = 422, DeniedPath = "/v1/restore", DeniedBody = "no backup" },
        new("POST", "/v1/tokens", Admin, "/v1/tokens")
        {
            Body = """{"scopes":["read"]}""", RightPath = "/v1/tokens?a=b", Right = 400, DeniedPath = "/v1/tokens", DeniedBody = """{"scopes":["read"]}""",
        },
        new("GET", "/v1/tokens", Admin, "/v1/tokens") { DeniedPath = "/v1/tokens" },
        new("DELETE", "/v1/tokens/{id}", Admin, "/v1/tokens/000000000000") { Right = 404, DeniedPath = "/v1/tokens/000000000000" },
        new("GET", "/v1/status", Read, "/v1/status")
        {
            DeniedPath = "/v1/status", Denied = 200,
            ShowsNothing = answer => !((string[])["count", "digest", "activeKeys", "pendingWrites", "heldBackFuture"]).Any(name => answer.Json.TryGetProperty(name, out _)),
        },
        new("GET", "/v1/load", Read | Admin, "/v1/load") { RightPath = "/v1/load?minutes=61", Right = 400, DeniedPath = "/v1/load" },
        new("GET", "/v1/access", Read | Write | AccessScopes.Import | Admin, "/v1/access"),
        new("GET", "/", AccessScopes.None, "/"),
        new("GET", "/dashboard/{folder}/{file}", AccessScopes.None, "/dashboard/app/main.js"),
        new("GET", "/metrics", Read | Admin, "/metrics") { DeniedPath = "/metrics" },
        new("GET", "/healthz", AccessScopes.None, "/healthz"),
        new("GET", "/readyz", AccessScopes.None, "/readyz"),
        new("GET", "/openapi/v1.json", AccessScopes.None, "/openapi/v1.json"),
    ];

    private static bool IsAsNeverWritten(ApiAnswer answer) =>
        answer.Problem == "key-not-found" && answer.Text.Contains("never been written", StringComparison.Ordinal);

    private static bool HasNoShutKey(ApiAnswer answer) => !answer.Text.Contains("shut", StringComparison.Ordinal);
}
