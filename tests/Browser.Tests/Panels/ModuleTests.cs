using System.Text.Json;
using Aevrion.Browser.Tests.Browser;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>Modules whose rules are finer than what two regions happen to show.</summary>
public sealed class ModuleTests(Chromium chromium, ShownRegions regions)
{
    [Theory]
    [InlineData("id: 1\nevent: put\ndata: {}\n\n: now\n\nid: 2\ndata: a\ndata: b\n\ndata: cut", "1|put|{},2||a\nb")]
    [InlineData(": only a comment\n\n", "")]
    [InlineData("data:\n\n", "||")]
    public async Task Events_of_a_stream_are_the_same_wherever_it_is_cut(string stream, string expected)
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        for (var size = 1; size <= 7; size += 2)
        {
            var read = await page.Page.EvaluateAsync<string>(
                """
                async ([text, size]) => {
                  const { eventsOf } = await import(new URL('dashboard/changes/event-stream.js', document.baseURI));
                  const bytes = new TextEncoder().encode(text);
                  const body = new ReadableStream({ start(out) {
                    for (let place = 0; place < bytes.length; place += size) out.enqueue(bytes.subarray(place, place + size));
                    out.close();
                  } });
                  const found = [];
                  for await (const event of eventsOf(body)) found.push(`${event.id ?? ''}|${event.event ?? ''}|${event.data}`);
                  return found.join(',');
                }
                """,
                new object[] { stream, size });
            Assert.Equal(expected, read);
        }
    }

    [Theory]
    [InlineData(0, 1000, "waits 3")]
    [InlineData(0, 1001, "")]
    [InlineData(1, 31, "waits 3")]
    [InlineData(2, 0, "differs 3")]
    [InlineData(1, 9, "differs 0")]
    [InlineData(0, 9 * 32, "differs 0")]
    [InlineData(0, 2000, "repaired 0 0.5")]
    [InlineData(0, 3000, "")]
    [InlineData(1, 2000 / 32, "repaired 0 0.5")]
    public async Task A_node_stands_as_what_is_named_below_or_above_it(int level, long index, string expected)
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var told = await page.Page.EvaluateAsync<JsonElement>(
            """
            async ([level, index]) => {
              const { Differences } = await import(new URL('dashboard/tree/differences.js', document.baseURI));
              const { TreeShape } = await import(new URL('dashboard/tree/tree-shape.js', document.baseURI));
              const at = 1_000_000;
              const node = (level, index, pending, differs, repaired, when) => ({ level, index, pending, differs, repaired, at: when });
              const answer = { peer: 'us', at, state: 'paused', granularity: 1000, branchingFactor: 32, nodes: [
                node(0, 1000, 3, false, false, at), node(1, 9, 0, true, false, at),
                node(0, 2000, 0, false, true, at - 30_000), node(0, 3000, 0, false, true, at - 61_000)] };
              const differences = new Differences({ api: { json: async () => answer }, session: { mayReadRegion: true }, peers: { listen() {} } }, 1e6);
              differences.peer = 'us';
              await differences.feed.refresh();
              return differences.of(new TreeShape(1000, 32), level, index);
            }
            """,
            new object[] { level, index });
        Assert.Equal(expected, told.ValueKind == JsonValueKind.Null ? "" : Describe(told));
    }

    private static string Describe(JsonElement told)
    {
        var strength = told.GetProperty("strength").GetDouble();
        var words = $"{told.GetProperty("state").GetString()} {told.GetProperty("pending").GetInt64()}";
        return strength < 1 ? FormattableString.Invariant($"{words} {strength}") : words;
    }
}
