using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>The clock of one process, set forward by a file.</summary>
public sealed class ClockOffsetTests
{
    private const long HourMs = 3_600_000;

    private static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    [Fact]
    public async Task The_clock_of_a_process_follows_the_file_that_says_how_far_it_is_off()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $"{HourMs}", TestContext.Current.CancellationToken);
            await using var silo = new TestSilo("eu", database.ConnectionString).With("ClockOffsetFile", file);
            await silo.StartReadyAsync();
            Assert.InRange(await ClockOfAsync(silo), NowMs + (HourMs / 2), NowMs + (2 * HourMs));

            // What is no number changes nothing.
            await File.WriteAllTextAsync(file, "two hours", TestContext.Current.CancellationToken);
            Assert.InRange(await ClockOfAsync(silo), NowMs + (HourMs / 2), NowMs + (2 * HourMs));

            await File.WriteAllTextAsync(file, $"{4 * HourMs}", TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(async () => await ClockOfAsync(silo) > NowMs + (3 * HourMs), "the clock was set");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<long> ClockOfAsync(TestSilo silo) =>
        (await silo.Api.GetAsync("/v1/status")).AssertDone().Json.GetProperty("now").GetInt64();
}
