using System.Text;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary>Malformed input of any kind: a documented problem, and nothing is written.</summary>
public sealed class RefusalTests(OneRegion region) : IClassFixture<OneRegion>, IAsyncLifetime
{
    private const string Key = "/v1/kv/refused";
    private const int MaxValueBytes = 1024 * 1024;

    private readonly ApiClient _api = region.Api;
    private long _countBefore;

    public async ValueTask InitializeAsync() => _countBefore = await _api.CountAsync();

    /// <summary>Whatever the test sent, no event came of it.</summary>
    public async ValueTask DisposeAsync() => Assert.Equal(_countBefore, await _api.CountAsync());

    [Theory]
    [InlineData("", "key-empty")]
    [InlineData("%FF", "key-not-utf8")]
    [InlineData("a%C3", "key-not-utf8")]
    [InlineData("%ED%A0%80", "key-not-utf8")]
    [InlineData("a%00b", "key-has-nul")]
    [InlineData("%zz", "bad-percent-encoding")]
    [InlineData("a%2", "bad-percent-encoding")]
    public async Task A_key_that_is_none_is_refused(string path, string problem)
    {
        (await _api.PutAsync($"/v1/kv/{path}", "v")).AssertProblem(400, problem);
        (await _api.DeleteAsync($"/v1/kv/{path}")).AssertProblem(400, problem);
        (await _api.GetAsync($"/v1/kv/{path}")).AssertProblem(400, problem);
        (await _api.GetAsync($"/v1/history/{path}")).AssertProblem(400, problem);
    }

    [Theory]
    [InlineData("x", 1025)]
    [InlineData("%E2%82%AC", 342)]
    [InlineData("x", 9000)]
    public async Task A_key_over_the_limit_is_refused(string character, int times) =>
        (await _api.PutAsync($"/v1/kv/{string.Concat(Enumerable.Repeat(character, times))}", "v")).AssertProblem(400, "key-too-long");

    [Fact]
    public async Task A_path_that_reaches_keys_only_once_it_is_resolved_is_refused()
    {
        (await _api.PutAsync("/v1/%6Bv/key", "v")).AssertProblem(404, "no-such-route");
        (await _api.PutAsync("/v1/tree/../kv/key", "v")).AssertProblem(404, "no-such-route");
    }

    [Theory]
    [InlineData("PUT /v1/kv/a\0b HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nv", 400, "bad-request")]
    [InlineData("PUT /v1/kv/\u00ff HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nv", 400, "bad-request")]
    [InlineData("PUT /v1/kv/k HTTP/1.1\r\nContent-Length: 1\r\n\r\nv", 400, "bad-request")]
    [InlineData("PUT /v1/kv/k HTTP/1.1\r\nHost: x\r\nContent-Length: one\r\n\r\nv", 400, "bad-request")]
    [InlineData("PUT /v1/kv/k HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400, "bad-request")]
    [InlineData("no HTTP at all\r\n\r\n", 400, "bad-request")]
    public async Task What_the_server_refuses_by_itself_is_a_problem_too(string request, int status, string problem)
    {
        var answer = await RawHttp.SendAsync(region.Silo.Port, request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains($"\"urn:aevrion:problem:{problem}\"", answer, StringComparison.Ordinal);
        Assert.Equal(1, answer.Split("HTTP/1.1 ").Length - 1);
    }

    [Fact]
    public async Task An_endless_request_line_or_head_is_refused()
    {
        var line = await RawHttp.SendAsync(region.Silo.Port, $"GET /v1/kv/{new string('x', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Contains("request-line-too-long", line, StringComparison.Ordinal);
        var head = await RawHttp.SendAsync(region.Silo.Port, $"GET / HTTP/1.1\r\nHost: x\r\nA: {new string('x', 40_000)}\r\n\r\n");
        Assert.Contains("headers-too-large", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_over_the_limit_is_refused_whether_its_length_is_told_or_not()
    {
        var value = new byte[MaxValueBytes + 1];
        (await _api.PutAsync(Key, value)).AssertProblem(413, "value-too-large");
        (await _api.SendAsync(HttpMethod.Put, Key, new StreamContent(new UnknownLengthStream(value)))).AssertProblem(413, "value-too-large");
        (await _api.PostAsync("/v1/batch", $$"""{"op":"put","key":"k","value":"{{Convert.ToBase64String(value)}}"}"""))
            .AssertProblem(413, "value-too-large");
    }

    [Fact]
    public async Task An_announced_value_over_the_limit_is_refused_before_it_is_sent()
    {
        using var content = new UnsentContent(lengthBytes: 1L << 40);
        (await _api.SendAsync(HttpMethod.Put, Key, content, ("Expect", "100-continue"))).AssertProblem(413, "value-too-large");
    }

    [Fact]
    public async Task A_batch_over_the_limits_is_refused()
    {
        var lines = Enumerable.Repeat("""{"op":"put","key":"k","text":"v","timestamp":1}""", 10_001);
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertProblem(413, "batch-too-large");
        (await _api.PostAsync("/v1/batch", new string('\n', (16 * 1024 * 1024) + 1))).AssertProblem(413, "batch-too-large");
    }

    [Theory]
    [InlineData("{", "bad-line")]
    [InlineData("[]", "bad-line")]
    [InlineData("null", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v"} {"op":"put","key":"k","text":"v"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v",}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v"} // why""", "bad-line")]
    [InlineData("""{"op":"upsert","key":"k","text":"v"}""", "bad-line")]
    [InlineData("""{"key":"k","text":"v"}""", "bad-line")]
    [InlineData("""{"op":"put","text":"v"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","origin":"us"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":1,"origin":"US"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":1,"origin":""}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":1,"origin":1}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","value":null}""", "bad-line")]
    [InlineData("""{"op":"put","key":7,"text":"v"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":["v"]}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","value":"dg=="}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","value":"not base64"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","key":"l","text":"v"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestmp":1}""", "bad-line")]
    [InlineData("""{"op":"delete","key":"k","text":"v"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":"1"}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":1.5}""", "bad-line")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":99999999999999999999}""", "bad-line")]
    [InlineData("""{"op":"put","key":"","text":"v"}""", "key-empty")]
    [InlineData("""{"op":"put","key":"a\u0000b","text":"v"}""", "key-has-nul")]
    [InlineData("""{"op":"put","key":"\ud800","text":"v"}""", "key-not-utf8")]
    [InlineData("""{"op":"put","key":"k","text":"\udc00"}""", "key-not-utf8")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":-1}""", "timestamp-negative")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":253402300800000}""", "timestamp-too-late")]
    [InlineData("""{"op":"put","key":"k","text":"v","timestamp":253402300799999}""", "timestamp-in-future")]
    public async Task A_bad_line_refuses_the_whole_batch_and_is_named(string line, string problem)
    {
        var body = $$"""{"op":"put","key":"good","text":"v"}{{"\n\n"}}{{line}}{{"\n"}}{"op":"put","key":"good","text":"v"}""";
        var answer = (await _api.PostAsync("/v1/batch", body)).AssertProblem(400, problem);
        Assert.Equal(3, answer.Json.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_in_a_batch_are_refused()
    {
        byte[] line = [.. "{\"op\":\"put\",\"key\":\""u8, 0xFF, .. "\",\"text\":\"v\"}"u8];
        (await _api.SendAsync(HttpMethod.Post, "/v1/batch", new ByteArrayContent(line))).AssertProblem(400, "key-not-utf8");
    }

    [Fact]
    public async Task A_key_over_the_limit_in_a_batch_is_refused() =>
        (await _api.PostAsync("/v1/batch", $$"""{"op":"put","key":"{{new string('k', 1025)}}","text":"v"}""")).AssertProblem(400, "key-too-long");

    [Fact]
    public async Task A_timestamp_ahead_of_the_clock_by_more_than_the_drift_is_refused()
    {
        var tooFar = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeMilliseconds();
        (await _api.PostAsync("/v1/batch", $$"""{"op":"put","key":"k","text":"v","timestamp":{{tooFar}}}""")).AssertProblem(400, "timestamp-in-future");
    }

    [Theory]
    [InlineData("ack=All", "unsupported-ack")]
    [InlineData("ack=all&timeout=300001", "bad-parameter")]
    [InlineData("ack=none", "unsupported-ack")]
    [InlineData("ack=local&timeout=soon", "bad-parameter")]
    [InlineData("akc=local", "unknown-parameter")]
    [InlineData("ack=local&ack=local", "bad-parameter")]
    public async Task A_write_that_asks_for_what_is_not_offered_is_refused(string query, string problem)
    {
        (await _api.PutAsync($"{Key}?{query}", "v")).AssertProblem(400, problem);
        (await _api.DeleteAsync($"{Key}?{query}")).AssertProblem(400, problem);
    }

    [Theory]
    [InlineData("If-Match", "abc")]
    [InlineData("If-Match", "*")]
    [InlineData("If-Match", "W/\"0000000000000000000000000000000000000000000000000000000000000000\"")]
    [InlineData("If-Match", "\"abc\"")]
    [InlineData("If-None-Match", "\"abc\"")]
    public async Task A_condition_that_cannot_be_read_is_refused(string header, string value)
    {
        (await _api.PutAsync(Key, "v", (header, value))).AssertProblem(400, "bad-condition");
        (await _api.DeleteAsync(Key, (header, value))).AssertProblem(400, "bad-condition");
    }

    [Theory]
    [InlineData("/v1/kv/k?at=", "bad-parameter")]
    [InlineData("/v1/kv/k?at=yesterday", "bad-parameter")]
    [InlineData("/v1/kv/k?at=1.5", "bad-parameter")]
    [InlineData("/v1/kv/k?at=-1", "timestamp-negative")]
    [InlineData("/v1/kv/k?at=9223372036854775807", "timestamp-too-late")]
    [InlineData("/v1/kv/k?att=1", "unknown-parameter")]
    [InlineData("/v1/history/k?limit=0", "bad-parameter")]
    [InlineData("/v1/history/k?limit=1001", "bad-parameter")]
    [InlineData("/v1/history/k?limit=ten", "bad-parameter")]
    [InlineData("/v1/history/k?values=yes", "bad-parameter")]
    [InlineData("/v1/history/k?before=1,xyz", "bad-parameter")]
    [InlineData("/v1/tree/x/1", "bad-node")]
    [InlineData("/v1/tree/0/-1", "bad-node")]
    [InlineData("/v1/tree?horizon=1", "unknown-parameter")]
    public async Task A_read_that_cannot_be_understood_is_refused(string path, string problem) =>
        (await _api.GetAsync(path)).AssertProblem(400, problem);

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "no-such-route")]
    [InlineData("GET", "/v2/kv/key", 404, "no-such-route")]
    [InlineData("GET", "/v1/tree/99/0", 404, "no-such-node")]
    [InlineData("POST", "/v1/peers/nobody/sync", 404, "unknown-peer")]
    [InlineData("POST", "/v1/kv/key", 405, "method-not-allowed")]
    [InlineData("DELETE", "/v1/batch", 405, "method-not-allowed")]
    [InlineData("GET", "/v1/peer", 426, "upgrade-required")]
    public async Task A_request_to_the_wrong_place_is_refused(string method, string path, int status, string problem) =>
        (await _api.SendAsync(new HttpMethod(method), path, null)).AssertProblem(status, problem);

    [Fact]
    public async Task A_compressed_body_is_refused_rather_than_stored_as_it_is()
    {
        using var content = new ByteArrayContent([0x1F, 0x8B]);
        content.Headers.ContentEncoding.Add("gzip");
        (await _api.SendAsync(HttpMethod.Put, Key, content)).AssertProblem(415, "unsupported-encoding");
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_a_value_writes_nothing()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", region.Silo.Port, TestContext.Current.CancellationToken);
        var head = Encoding.ASCII.GetBytes($"PUT {Key} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
        await client.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);
        client.Client.Close(0);
        (await _api.GetAsync("/readyz")).AssertDone();
    }
}
