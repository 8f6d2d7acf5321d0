using Aevrion.Silo.Http;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Limits;

/// <summary>More connections and requests than the silo takes on are refused at once, and are welcome again as soon as others are gone.</summary>
public sealed class CrowdTests(StrictRegion region) : IClassFixture<StrictRegion>
{
    private const string Unfinished = "PUT /v1/kv/crowd HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345";

    [Fact]
    public async Task One_request_too_many_is_answered_503_at_once_while_probes_are_answered()
    {
        await region.Api.GetAsync("/healthz");
        var waiting = new List<RawConnection>();
        try
        {
            for (var i = 0; i < StrictRegion.MaxRequests; i++)
            {
                waiting.Add(await RawConnection.OpenAsync(region.Silo.Port));
                Assert.True(await waiting[^1].TrySendAsync(Unfinished));
            }

            await Eventually.HoldsAsync(() => Task.FromResult(region.Gate.Requests == StrictRegion.MaxRequests), "all of them are under way");
            Assert.Equal("1", (await region.Api.GetAsync("/v1/kv/a")).AssertProblem(503, "overloaded").Header("Retry-After"));
            (await region.Api.PutAsync("/v1/kv/a", "v")).AssertProblem(503, "overloaded");
            (await region.Api.GetAsync("/healthz")).AssertDone();
            (await region.Api.GetAsync("/readyz")).AssertDone();

            foreach (var connection in waiting)
                Assert.True(await connection.TrySendAsync("67890"));
            foreach (var connection in waiting)
                Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadSomeAsync(), StringComparison.Ordinal);
        }
        finally
        {
            waiting.ForEach(connection => connection.Dispose());
        }

        await Eventually.HoldsAsync(() => Task.FromResult(region.Gate.Requests == 0), "none is under way");
        (await region.Api.PutAsync("/v1/kv/a", "v")).AssertDone();
    }

    [Fact]
    public async Task What_waits_too_long_for_its_turn_is_answered_503_and_not_done()
    {
        await region.Api.GetAsync("/healthz");
        var busy = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var turns = region.Silo.Service<SiloTurns>();
        var working = Enumerable.Range(0, HttpLimits.BatchesAtOnce).Select(_ => turns.Batches.RunAsync(() => busy.Task, false, CancellationToken.None).AsTask())
            .Concat(Enumerable.Range(0, HttpLimits.PagesAtOnce).Select(_ => turns.Pages.RunAsync(() => busy.Task, false, CancellationToken.None).AsTask()))
            .ToList();
        const string Line = """{"op":"put","key":"turn","text":"v"}""";
        var answers = await Task.WhenAll(
            region.Api.PostAsync("/v1/batch", Line), region.Api.GetAsync("/v1/kv?prefix=turn"), region.Api.GetAsync("/v1/history"),
            region.Api.PostAsync("/v1/get", """{"keys":["turn"]}"""));
        Assert.All(answers, answer => Assert.Equal("1", answer.AssertProblem(503, "overloaded").Header("Retry-After")));
        Assert.Equal(404, (await region.Api.GetAsync("/v1/kv/turn")).Status);

        busy.SetResult(true);
        Assert.All(await Task.WhenAll(working), Assert.True);
        (await region.Api.PostAsync("/v1/batch", Line)).AssertDone();
        (await region.Api.GetAsync("/v1/kv?prefix=turn")).AssertDone();
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_as_it_comes()
    {
        await region.Api.GetAsync("/healthz");
        var open = new List<RawConnection>();
        try
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    if (await RawConnection.TryOpenAsync(region.Silo.Port) is not { } connection)
                        return true;
                    open.Add(connection);
                    return !await connection.TrySendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") || (await connection.ReadSomeAsync()).Length == 0;
                },
                "a connection is refused");
            Assert.InRange(open.Count, 2, StrictRegion.MaxConnections + 1);
            (await region.Api.GetAsync("/healthz")).AssertDone();
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                using var connection = await RawConnection.TryOpenAsync(region.Silo.Port);
                return connection is not null && await connection.TrySendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                    && (await connection.ReadSomeAsync()).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
            },
            "a connection is welcome again");
    }
}
