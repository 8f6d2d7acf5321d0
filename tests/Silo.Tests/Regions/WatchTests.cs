using System.Net.Sockets;
using System.Text;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>Watches across regions, restarts and trouble.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private PostgresDatabase? _euDatabase;
    private PostgresDatabase? _usDatabase;
    private TestSilo? _eu;
    private TestSilo? _us;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestSilo Eu => _eu!;

    private TestSilo Us => _us!;

    public async ValueTask InitializeAsync()
    {
        _euDatabase = await PostgresDatabase.CreateAsync(Cancellation);
        _usDatabase = await PostgresDatabase.CreateAsync(Cancellation);
        _eu = new TestSilo("eu", _euDatabase.ConnectionString)
            .With("WatchKeepAlive", "00:00:00.2").With("WatchSlowTimeout", "00:00:01").With("WatchRetention", "00:01:00");
        _us = new TestSilo("us", _usDatabase.ConnectionString);
        await Task.WhenAll(Eu.WithPeer(Us).StartReadyAsync(), Us.WithPeer(Eu).StartReadyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
        await _euDatabase!.DisposeAsync();
        await _usDatabase!.DisposeAsync();
    }

    [Fact]
    public async Task Local_and_remote_changes_come_in_one_order_whoever_watches()
    {
        await using var first = await WatchReader.OpenAsync(Eu.Url, "?prefix=k");
        await using var second = await WatchReader.OpenAsync(Eu.Url);
        var written = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            var answer = (await (i % 2 == 0 ? Eu : Us).Api.PutAsync($"/v1/kv/k{i % 5}", $"{i}")).AssertDone();
            written.Add(answer.Json.GetProperty("id").GetString()!);
        }

        var seen = (await first.ReadAsync(60)).ConvertAll(item => item.Id!);

        Assert.Equal(written.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Equal(seen, (await second.ReadAsync(60)).Select(item => item.Id!));
        Assert.Equal(30, (await WatchedSinceAsync("?since=0")).Count(item => item.Data.GetProperty("origin").GetString() == "us"));

        // What its own region wrote comes in the order in which it was written.
        Assert.Equal(written.Where((_, i) => i % 2 == 0), seen.Where(id => written.IndexOf(id) % 2 == 0));
    }

    [Fact]
    public async Task A_silent_watch_shows_that_it_lives_and_where_it_could_resume()
    {
        var id = (await Eu.Api.PutAsync("/v1/kv/elsewhere", "v")).AssertDone().Json.GetProperty("id").GetString();
        await using var watch = await WatchReader.OpenAsync(Eu.Url, "?prefix=silent/");
        var reading = watch.ReadAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(watch.Comments.ToArray().Length > 3), "comments come");
        Assert.All(watch.Comments.ToArray(), comment => Assert.Contains($"resume={id}", comment, StringComparison.Ordinal));
        await Eu.Api.PutAsync("/v1/kv/silent/a", "v");
        Assert.Equal("silent/a", (await reading)!.Key);
    }

    [Fact]
    public async Task A_watch_resumes_after_a_restart_of_the_silo_and_ends_cleanly_with_it()
    {
        await using var before = await WatchReader.OpenAsync(Eu.Url);
        await Eu.Api.PutAsync("/v1/kv/a", "1");
        var last = (await before.ReadAsync())!.Id;
        await Eu.Api.PutAsync("/v1/kv/b", "2");
        var end = before.ReadAsync(2);
        await Eu.StopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => end); // the end of the stream, and no broken connection

        await Us.Api.PutAsync("/v1/kv/c", "3");
        await Eu.StartReadyAsync();
        await using var after = await WatchReader.OpenAsync(Eu.Url, "", last);
        Assert.Equal("b", (await after.ReadAsync())!.Key);
        Assert.Equal("c", (await after.ReadAsync())!.Key);
        await Eu.Api.PutAsync("/v1/kv/d", "4");
        Assert.Equal("d", (await after.ReadAsync())!.Key);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_cut_off_with_a_word_and_catches_up_when_it_resumes()
    {
        using var slow = new TcpClient { ReceiveBufferSize = 4_096 };
        await slow.ConnectAsync("127.0.0.1", Eu.Port, Cancellation);
        await using var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /v1/watch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), Cancellation);
        await stream.ReadExactlyAsync(new byte[1], Cancellation); // it has begun

        var value = new byte[1024 * 1024];
        new Random(1).NextBytes(value);
        var written = new List<string>();
        for (var i = 0; i < 24; i++)
            written.Add((await Eu.Api.PutAsync($"/v1/kv/large{i}", value)).AssertDone().Json.GetProperty("id").GetString()!);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation); // longer than the silo is patient

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.Contains("event: slow", text, StringComparison.Ordinal);
        var seen = text.Split('\n').Where(line => line.StartsWith("id: ", StringComparison.Ordinal)).Select(line => line[4..].TrimEnd()).ToList();
        Assert.InRange(seen.Count, 1, written.Count - 1);
        await using var resumed = await WatchReader.OpenAsync(Eu.Url, "", seen[^1]);
        Assert.Equal(written.Skip(seen.Count), (await resumed.ReadAsync(written.Count - seen.Count)).Select(item => item.Id!));
    }

    [Fact]
    public async Task What_is_older_than_is_kept_cannot_be_resumed_behind()
    {
        var id = (await Eu.Api.PutAsync("/v1/kv/a", "1")).AssertDone().Json.GetProperty("id").GetString()!;
        await Eu.Api.PutAsync("/v1/kv/b", "1");
        await using (var source = NpgsqlDataSource.Create(_euDatabase!.ConnectionString))
        {
            await using var age = source.CreateCommand("update aevrion.commit_log set at_ms = at_ms - 3600000");
            await age.ExecuteNonQueryAsync(Cancellation);
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, Eu.Url + "/v1/watch");
                request.Headers.Add("Last-Event-ID", id);
                using var http = new HttpClient();
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
                return (int)response.StatusCode == 410;
            },
            "the log is trimmed");
        (await Eu.Api.GetAsync("/v1/watch?since=0")).AssertProblem(410, "watch-too-old");
        await using var fromNow = await WatchReader.OpenAsync(Eu.Url, "?since=1m%20ago");
    }

    [Fact]
    public async Task A_silo_serves_a_thousand_watches_and_refuses_more()
    {
        const int Most = 1_000;
        var watches = new List<Aevrion.Grains.Watches.Watch>();
        for (var i = 0; i < Most; i++)
            watches.Add((await Eu.Running.Watches.OpenAsync(new Aevrion.Grains.Watches.WatchRequest("", null, null), Cancellation)).Watch!);

        var refused = (await Eu.Api.GetAsync("/v1/watch")).AssertProblem(503, "overloaded");
        Assert.NotNull(refused.Header("Retry-After"));
        watches[0].Dispose();
        await using var another = await WatchReader.OpenAsync(Eu.Url);
        watches.ForEach(watch => watch.Dispose());
    }

    private async Task<List<WatchEvent>> WatchedSinceAsync(string query)
    {
        await using var watch = await WatchReader.OpenAsync(Eu.Url, query);
        return await watch.ReadAsync(60);
    }
}
