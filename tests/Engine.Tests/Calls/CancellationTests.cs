using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Calls;

/// <summary>Cancellation tokens as arguments.</summary>
public sealed class CancellationTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    private ICallGrain Grain => shared.Grains.GetGrain<ICallGrain>(_key);

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task Cancelling_reaches_the_grain_and_ends_the_wait()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(cancellation.Token);
        await Eventually.Holds(() => Seen.Count("waiting") == 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Answers(call));
        await Eventually.Holds(() => Seen.Count("cancelled") == 1);
    }

    [Fact]
    public async Task A_grain_may_cancel_what_it_asked_of_another()
    {
        Assert.Equal("cancelled", await Eventually.Answers(shared.Grains.GetGrain<ICallGrain>(Probe.NewKey()).CancelOneThatWaits(_key)));
        await Eventually.Holds(() => Seen.Count("cancelled") == 1);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_does_not_run()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Eventually.Answers(Grain.NoteWithToken("never", new CancellationToken(canceled: true))));
        Assert.Equal(0, Seen.Count("never"));
    }

    [Fact]
    public async Task Cancelling_a_call_that_waits_for_its_turn_ends_the_wait()
    {
        using var cancellation = new CancellationTokenSource();
        var running = Grain.WaitAtGate();
        await Eventually.Holds(() => Seen.Count("began") == 1);
        var waiting = Grain.NoteWithToken("waited", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Answers(waiting));
        Seen.Open();
        await Eventually.Answers(running);
    }

    [Fact]
    public async Task An_answered_call_is_not_touched_by_a_later_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.NoteWithToken("noted", cancellation.Token);
        await Eventually.Answers(call);
        await cancellation.CancelAsync();
        Assert.True(call.IsCompletedSuccessfully);
    }
}
