using System.Globalization;
using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>
/// Reads at a time, scans at a time and histories, of random events with ties and deletions that were written in both regions: each says
/// what a plain computation over all events says, to the millisecond, in both regions.
/// </summary>
public sealed class PointInTimeTests : IAsyncLifetime
{
    private const long Start = 1_600_000_000_000;
    private const int Events = 120;

    private static readonly string[] Names = ["a", "b", "c/1", "c/2", "é", "😀"];

    private TwoRegions? _regions;

    public async ValueTask InitializeAsync() => _regions = await (await TwoRegions.CreateAsync()).StartAsync();

    public ValueTask DisposeAsync() => _regions!.DisposeAsync();

    [Fact]
    public async Task Both_regions_answer_alike_at_every_time_and_so_do_reads_scans_and_histories()
    {
        for (var seed = 0; seed < 2; seed++)
        {
            var prefix = $"{seed}/";
            var written = await WriteAsync(new Random(seed), prefix);
            await AreConvergedAsync(prefix, written.Count);
            foreach (var silo in new[] { _regions!.Eu, _regions.Us })
                await AssertAllAsync(silo.Api, prefix, written);
        }
    }

    /// <summary>Imports the events, some into one region, some into the other, some into both. Answers the distinct ones.</summary>
    private async Task<List<Written>> WriteAsync(Random random, string prefix)
    {
        var written = new Dictionary<string, Written>();
        foreach (var api in new[] { _regions!.Eu.Api, _regions.Us.Api, _regions.Eu.Api })
        {
            var lines = Enumerable.Range(0, Events / 3).Select(_ => Line(random, prefix)).ToArray();
            var results = (await api.PostAsync("/v1/batch", string.Join('\n', lines.Select(line => line.Json)))).AssertDone().Json.GetProperty("results");
            foreach (var (line, result) in lines.Zip(results.EnumerateArray()))
            {
                var id = result.GetProperty("id").GetString()!;
                written[id] = new Written(line.Key, id, result.GetProperty("timestamp").GetInt64(), line.Text);
            }
        }

        return [.. written.Values];
    }

    /// <summary>Few keys, times and values, so that ties and equal events are frequent.</summary>
    private static (string Json, string Key, string? Text) Line(Random random, string prefix)
    {
        var key = prefix + Names[random.Next(Names.Length)];
        var timestamp = Start + random.Next(40);
        if (random.Next(4) == 0)
            return ($$"""{"op":"delete","key":"{{key}}","timestamp":{{timestamp}}}""", key, null);
        var text = $"{random.Next(3)}";
        return ($$"""{"op":"put","key":"{{key}}","text":"{{text}}","timestamp":{{timestamp}}}""", key, text);
    }

    private async Task AreConvergedAsync(string prefix, int events)
    {
        foreach (var silo in new[] { _regions!.Eu, _regions.Us })
        {
            await Eventually.HoldsAsync(
                async () => await silo.Api.GetAsync($"/v1/history?prefix={prefix}&at=converged&limit=1000") is { Status: 200 } answer
                    && answer.Json.GetProperty("events").GetArrayLength() == events,
                $"{silo.Region} knows that all regions hold the same");
        }
    }

    private static async Task AssertAllAsync(ApiClient api, string prefix, List<Written> written)
    {
        var times = written.Select(item => item.Timestamp).SelectMany(time => new[] { time - 1, time }).Distinct().Select(At).Append("converged");
        foreach (var at in times)
        {
            var through = long.TryParse(at, CultureInfo.InvariantCulture, out var time) ? time : long.MaxValue;
            var standing = Names.Select(name => Standing(written, prefix + name, through)).OfType<Written>().Where(item => item.Text is not null)
                .OrderBy(item => item.Key, StringComparer.Ordinal).ToList();
            await AssertScanAsync(api, prefix, at, standing);
            foreach (var name in Names)
                await AssertReadAsync(api, prefix + name, at, standing.Find(item => item.Key == prefix + name));
        }

        foreach (var name in Names)
            await AssertHistoryAsync(api, prefix + name, [.. InOrder(written.Where(item => item.Key == prefix + name)).Reverse()]);
    }

    private static Written? Standing(List<Written> written, string key, long through) =>
        InOrder(written.Where(item => item.Key == key && item.Timestamp <= through)).LastOrDefault();

    private static async Task AssertScanAsync(ApiClient api, string prefix, string at, List<Written> standing)
    {
        foreach (var limit in new[] { 2, 1_000 })
        {
            var seen = new List<(string, string)>();
            for (string? next = ""; next is not null;)
            {
                var page = (await api.GetAsync($"/v1/kv?prefix={prefix}&at={at}&limit={limit}{next}")).AssertDone().Json;
                seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => (Text(entry, "key"), Text(entry, "id"))));
                next = page.GetProperty("next").GetString() is { } after ? $"&after={Uri.EscapeDataString(after)}" : null;
            }

            Assert.Equal(standing.Select(item => (item.Key, item.Id)), seen);
        }
    }

    private static async Task AssertReadAsync(ApiClient api, string key, string at, Written? standing)
    {
        var read = await api.GetAsync($"/v1/kv/{Uri.EscapeDataString(key)}?at={at}");
        if (standing is null)
            read.AssertProblem(404, "key-not-found");
        else
            Assert.Equal(($"\"{standing.Id}\"", standing.Text), (read.AssertDone().Header("ETag"), read.Text));
    }

    private static async Task AssertHistoryAsync(ApiClient api, string key, List<Written> versions)
    {
        var seen = new List<(string, long, bool)>();
        for (string? next = ""; next is not null;)
        {
            var page = (await api.GetAsync($"/v1/history/{Uri.EscapeDataString(key)}?limit=3{next}")).AssertDone();
            seen.AddRange(page.Json.EnumerateArray().Select(item =>
                (Text(item, "id"), item.GetProperty("timestamp").GetInt64(), item.GetProperty("deleted").GetBoolean())));
            next = page.Header("Aevrion-Next") is { } before ? $"&before={before}" : null;
        }

        Assert.Equal(versions.Select(item => (item.Id, item.Timestamp, item.Text is null)), seen);
        foreach (var timestamp in versions.Select(item => item.Timestamp).Distinct())
        {
            var older = (await api.GetAsync($"/v1/history/{Uri.EscapeDataString(key)}?limit=1000&before={timestamp}")).AssertDone().Json;
            Assert.Equal(versions.Where(item => item.Timestamp < timestamp).Select(item => item.Id), older.EnumerateArray().Select(item => Text(item, "id")));
        }
    }

    private static string At(long time) => time.ToString(CultureInfo.InvariantCulture);

    private static string Text(JsonElement item, string member) => item.GetProperty(member).GetString()!;

    /// <summary>The oldest first. Lower-case hexadecimal digits are ordered as the bytes of the id are.</summary>
    private static IEnumerable<Written> InOrder(IEnumerable<Written> events) =>
        events.OrderBy(item => item.Timestamp).ThenBy(item => item.Id, StringComparer.Ordinal);

    private sealed record Written(string Key, string Id, long Timestamp, string? Text);
}
