using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>How the silo's program begins and ends.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task A_configuration_with_mistakes_ends_it_with_all_of_them_named()
    {
        var (exitCode, output) = await SiloProcess.RunAsync(("Region", "EU"), ("Granularity", "-1"), ("Peers__us__Url", "here"));
        Assert.Equal(1, exitCode);
        foreach (var name in (string[])["Aevrion:Region", "Aevrion:Granularity", "Aevrion:Peers:us:Url", "Aevrion:Postgres"])
            Assert.Contains($"- {name} ", output, StringComparison.Ordinal);
        AssertReadable(output);
    }

    [Fact]
    public async Task An_address_that_is_taken_ends_it_with_the_reason()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (exitCode, output) = await SiloProcess.RunAsync(
            ("Region", "eu"), ("Postgres", "Host=127.0.0.1;Port=1;Database=x"), ("Urls", $"http://{other.LocalEndpoint}"));
        Assert.Equal(1, exitCode);
        Assert.Contains("Aevrion:Urls", output, StringComparison.Ordinal);
        AssertReadable(output);
    }

    [Fact]
    public async Task The_database_of_another_region_ends_it_with_the_reason()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using (await new TestSilo("eu", database.ConnectionString).StartReadyAsync())
        {
            var (exitCode, output) = await SiloProcess.RunAsync(
                ("Region", "us"), ("Postgres", database.ConnectionString), ("Urls", $"http://127.0.0.1:{FreePort.Next()}"));
            Assert.Equal(1, exitCode);
            Assert.Contains("belongs to region 'eu'", output, StringComparison.Ordinal);
            AssertReadable(output);
        }
    }

    [Fact]
    public async Task A_stop_lets_what_was_accepted_finish_and_loses_nothing_acknowledged()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        var acknowledged = new List<string>();
        var writing = WriteUntilGoneAsync(silo, acknowledged);
        await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count > 20), "writes are under way");
        await silo.StopAsync();
        await writing;

        await silo.StartReadyAsync();
        foreach (var key in acknowledged)
            Assert.Equal(key, (await silo.Api.GetAsync($"/v1/kv/{key}")).AssertDone().Text);
    }

    [Fact]
    public async Task A_watch_that_is_asked_for_while_it_stops_is_refused_or_ends_in_order()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        var answers = new ConcurrentQueue<int>();
        var watching = Enumerable.Range(0, 4).Select(_ => WatchUntilGoneAsync(silo.Url, answers)).ToList();
        await Eventually.HoldsAsync(() => Task.FromResult(answers.Count > 20), "watches come and go");
        await silo.StopAsync();
        await Task.WhenAll(watching);

        Assert.Empty(answers.Except([200, 503]));
    }

    private static async Task WatchUntilGoneAsync(string url, ConcurrentQueue<int> answers)
    {
        using var http = new HttpClient();
        try
        {
            while (true)
            {
                using var answer = await http.GetAsync($"{url}/v1/watch", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                answers.Enqueue((int)answer.StatusCode);
            }
        }
        catch (HttpRequestException)
        {
            // The silo is gone.
        }
    }

    private static async Task WriteUntilGoneAsync(TestSilo silo, List<string> acknowledged)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                if ((await silo.Api.PutAsync($"/v1/kv/{i}", $"{i}")).Status == 200)
                    acknowledged.Add($"{i}");
            }
        }
        catch (HttpRequestException)
        {
            // The silo is gone.
        }
    }

    private static void AssertReadable(string output)
    {
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", output, StringComparison.Ordinal);
    }
}
