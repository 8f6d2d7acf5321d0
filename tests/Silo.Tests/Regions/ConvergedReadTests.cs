using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Regions;

/// <summary><c>?at=converged</c> and the watermark behind it, over HTTP.</summary>
public sealed class ConvergedReadTests : IAsyncLifetime
{
    private const long Imported = 1_600_000_000_000;
    private const string Read = "/v1/kv/key?at=converged";

    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await TwoRegions.CreateAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task A_converged_read_is_refused_until_the_other_region_is_known_to_be_equal()
    {
        await Regions.Eu.StartReadyAsync();
        await ImportAsync("first", Imported);
        (await Regions.Eu.Api.GetAsync(Read)).AssertProblem(409, "not-converged");
        await Eventually.HoldsAsync(
            async () => (await PeersAsync(Regions.Eu)).GetProperty("watermarkReason").GetString()?.Contains("'us'", StringComparison.Ordinal) == true,
            "the reason names the region that is missing");
        Assert.Equal(JsonValueKind.Null, (await PeersAsync(Regions.Eu)).GetProperty("watermark").ValueKind);

        await Regions.Us.StartReadyAsync();
        await HoldsEverywhereAsync("first");
    }

    [Fact]
    public async Task A_converged_read_never_shows_what_the_other_region_may_lack()
    {
        await Regions.StartAsync();
        await ImportAsync("first", Imported);
        await HoldsEverywhereAsync("first");
        await Regions.Us.StopAsync();

        // A new write lies beyond the watermark, and a late one moves it back.
        (await Regions.Eu.Api.PutAsync("/v1/kv/fresh", "new")).AssertDone();
        (await Regions.Eu.Api.GetAsync("/v1/kv/fresh?at=converged")).AssertProblem(404, "key-not-found");
        var read = (await Regions.Eu.Api.GetAsync(Read)).AssertDone();
        Assert.Equal("first", read.Text);
        await ImportAsync("late", Imported + 5_000);
        var answer = (await Regions.Eu.Api.GetAsync(Read)).AssertDone();
        Assert.Equal("first", answer.Text);
        Assert.InRange(ConvergedOf(answer), Imported, Imported + 5_000);
        Assert.True(ConvergedOf(answer) < ConvergedOf(read));
        Assert.Contains("older than the watermark", (await PeersAsync(Regions.Eu)).GetProperty("watermarkReason").GetString(), StringComparison.Ordinal);

        await Regions.Us.StartReadyAsync();
        await HoldsEverywhereAsync("late");
    }

    [Fact]
    public async Task The_answer_tells_a_time_that_reads_the_same_again()
    {
        await Regions.StartAsync();
        await ImportAsync("first", Imported);
        await HoldsEverywhereAsync("first");
        var at = ConvergedOf((await Regions.Eu.Api.GetAsync(Read)).AssertDone());
        Assert.Equal("first", (await Regions.Us.Api.GetAsync($"/v1/kv/key?at={at}")).AssertDone().Text);
        var absent = await Regions.Eu.Api.GetAsync("/v1/kv/absent?at=converged");
        absent.AssertProblem(404, "key-not-found");
        Assert.True(ConvergedOf(absent) >= at);
        Assert.True((await PeersAsync(Regions.Eu)).GetProperty("watermark").GetInt64() > at);
    }

    private async Task ImportAsync(string text, long timestamp) => (await Regions.Eu.Api.PostAsync(
        "/v1/batch", $$"""{"op":"put","key":"key","text":"{{text}}","timestamp":{{timestamp}}}""")).AssertDone();

    private async Task HoldsEverywhereAsync(string text)
    {
        foreach (var region in new[] { Regions.Eu, Regions.Us })
        {
            await Eventually.HoldsAsync(
                async () => await region.Api.GetAsync(Read) is { Status: 200 } answer && answer.Text == text, $"{region.Region} is sure of '{text}'");
        }
    }

    private static long ConvergedOf(ApiAnswer answer) => long.Parse(answer.Header("Aevrion-Converged")!);

    private static async Task<JsonElement> PeersAsync(TestSilo silo) => (await silo.Api.GetAsync("/v1/peers")).AssertDone().Json;
}
