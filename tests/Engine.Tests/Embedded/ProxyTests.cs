using Aevrion.Engine.Tests.Calls;
using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>What can be called, and what is passed.</summary>
public sealed class ProxyTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    [Fact]
    public void A_method_that_cannot_be_called_is_named_when_a_reference_is_asked_for()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => shared.Grains.GetGrain<IUnsupportedGrain>(_key));
        Assert.Contains(nameof(IUnsupportedGrain.Echo), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interfaces_and_arguments_need_not_be_public() =>
        Assert.Equal(
            new HiddenResult(45),
            await shared.Grains.GetGrain<IHiddenGrain>(_key).Hide(new HiddenResult(9), 1, 2, 3, 4, 5, 6, 7, 8));

    [Fact]
    public async Task A_waiting_call_that_is_cancelled_does_not_run()
    {
        using var cancellation = new CancellationTokenSource();
        var grain = shared.Grains.GetGrain<ICallGrain>(_key);
        var running = grain.WaitAtGate();
        await Eventually.Holds(() => Probe.Of(_key).Count("began") == 1);
        var waiting = grain.NoteWithToken("never", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Answers(waiting));
        Probe.Of(_key).Open();
        await Eventually.Answers(running);
        await Eventually.Answers(grain.NoteWithToken("after", CancellationToken.None));
        Assert.Equal(0, Probe.Of(_key).Count("never"));
    }
}
