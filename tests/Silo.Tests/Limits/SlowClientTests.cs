using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Limits;

/// <summary>Clients that send or read too slowly lose their connections, and what was held for them is free again.</summary>
public sealed class SlowClientTests(StrictRegion region) : IClassFixture<StrictRegion>
{
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_head_that_never_ends_is_not_waited_for()
    {
        using var connection = await RawConnection.OpenAsync(region.Silo.Port);
        Assert.True(await connection.TrySendAsync("GET /v1/kv/a HTTP/1.1\r\nHost: x\r\n"));
        var dripping = DripAsync(connection, "X-Drip: 1\r\n");
        Assert.StartsWith("HTTP/1.1 408 ", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        await dripping;
    }

    [Fact]
    public async Task A_body_that_comes_in_drips_is_refused_and_nothing_is_written()
    {
        using var connection = await RawConnection.OpenAsync(region.Silo.Port);
        Assert.True(await connection.TrySendAsync("PUT /v1/kv/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"));

        // Faster than the least rate: only the time for the whole body stops it.
        var dripping = DripAsync(connection, new string('x', 500));
        var answer = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("urn:aevrion:problem:request-timeout", answer, StringComparison.Ordinal);
        await dripping;
        (await region.Api.GetAsync("/v1/kv/slow")).AssertProblem(404, "key-not-found");
        await NothingIsHeldAsync();
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_of_a_large_scan_is_cut_off()
    {
        var value = new byte[1024 * 1024];
        for (var i = 0; i < 12; i++)
            (await region.Api.PutAsync($"/v1/kv/large/{i}", value)).AssertDone();
        using var scanning = await RawConnection.OpenAsync(region.Silo.Port);
        Assert.True(await scanning.TrySendAsync("GET /v1/kv?prefix=large/&values=true HTTP/1.1\r\nHost: x\r\n\r\n"));
        await Eventually.HoldsAsync(() => Task.FromResult(region.Silo.Running.Bodies.Bytes >= 12 * value.Length), "what is not read yet is counted");
        await NothingIsHeldAsync();
        Assert.True((await scanning.ReadToEndAsync()).Length < 12 * value.Length, "the answer is broken off");
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_gets_all_of_a_large_value()
    {
        var value = new byte[1024 * 1024];
        new Random(1).NextBytes(value);
        (await region.Api.PutAsync("/v1/kv/whole", value)).AssertDone();
        Assert.Equal(value, (await region.Api.GetAsync("/v1/kv/whole")).AssertDone().Body);
    }

    private static async Task DripAsync(RawConnection connection, string drip)
    {
        while (await connection.TrySendAsync(drip))
            await Task.Delay(Drip, Cancellation);
    }

    private Task NothingIsHeldAsync() => Eventually.HoldsAsync(
        () => Task.FromResult(region.Silo.Running.Bodies.Bytes == 0 && region.Gate.Requests == 0), "nothing is held any more");
}
