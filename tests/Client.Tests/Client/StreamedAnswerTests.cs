using Aevrion.Client.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.Client;

public sealed class StreamedAnswerTests : IAsyncLifetime
{
    private StandInRegion? _region;

    private StandInRegion Region => _region!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _region = await StandInRegion.StartAsync();

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Fact]
    public async Task Updates_come_before_the_answer_is_complete()
    {
        var goOn = new TaskCompletionSource();
        Region.FailNext(async (context, _) =>
        {
            await context.Response.WriteAsync("""{"type":"progress","phase":"keys","done":1,"total":2}""" + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("""{"type":"report","state":"sound","byKind":{}}""" + "\n", context.RequestAborted);
        });
        await using var db = TestClients.Create(Region.Url);

        var updates = new List<VerifyUpdate>();
        await foreach (var update in db.VerifyAsync(cancellationToken: Cancel))
        {
            updates.Add(update);
            goOn.TrySetResult();
        }

        Assert.Equal("keys", Assert.IsType<VerifyProgress>(updates[0]).Phase);
        Assert.Equal("sound", Assert.IsType<VerifyReport>(updates[1]).State);
    }

    [Fact]
    public async Task Giving_up_the_enumeration_ends_the_request()
    {
        var ended = new TaskCompletionSource();
        Region.FailNext(async (context, _) =>
        {
            await context.Response.WriteAsync("""{"type":"progress","phase":"keys","done":1,"total":2}""" + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.RequestAborted.Register(() => ended.TrySetResult());
            await ended.Task;
        });
        await using var db = TestClients.Create(Region.Url);

        await foreach (var update in db.VerifyAsync(cancellationToken: Cancel))
            break;

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    [Fact]
    public async Task Silence_for_too_long_is_an_error()
    {
        Region.FailNext(async (context, _) =>
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var db = TestClients.Create(options => options.AttemptTimeout = TimeSpan.FromMilliseconds(300), Region.Url);

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.VerifyToEndAsync(cancellationToken: Cancel));

        Assert.Contains("nothing came for 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_such_line_is_not_taken_for_an_answer()
    {
        Region.FailNext((context, _) => context.Response.WriteAsync("<html>\n"));
        await using var db = TestClients.Create(Region.Url);

        var error = await Assert.ThrowsAsync<AevrionException>(() => db.VerifyToEndAsync(cancellationToken: Cancel));

        Assert.Contains("not as Aevrion does", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_whole_verification_the_report_is_answered()
    {
        Region.VerificationState = "mismatches";
        await using var db = TestClients.Create(Region.Url);

        var report = await db.VerifyToEndAsync(repair: true, Cancel);

        Assert.Equal(("mismatches", 2, 1), (report.State, report.Mismatches, report.Remaining));
        Assert.Equal(1, report.ByKind["event-id"]);
    }
}
