using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Calls;

/// <summary>Calls that nobody waits for.</summary>
public sealed class OneWayTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    private ICallGrain Grain => shared.Grains.GetGrain<ICallGrain>(_key);

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task The_caller_goes_on_before_the_grain_has_finished()
    {
        await Eventually.Answers(Grain.NotifyAndWaitAtGate());
        await Eventually.Holds(() => Seen.Count("began") == 1);
        Assert.Equal(0, Seen.Count("ended"));
        Seen.Open();
        await Eventually.Holds(() => Seen.Count("ended") == 1);
    }

    [Fact]
    public async Task The_caller_does_not_hear_of_a_failure()
    {
        await Eventually.Answers(Grain.NotifyAndFail());
        await Eventually.Holds(() => Seen.Count("failing") == 1);
    }
}
