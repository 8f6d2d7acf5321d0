using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Calls;

/// <summary>A caller waits for so long; the grain does not care.</summary>
public sealed class TimeoutTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task A_grain_that_waits_too_long_for_another_gets_a_timeout_and_the_other_goes_on()
    {
        Assert.Equal("timed out", await Eventually.Answers(shared.Grains.GetGrain<ICallGrain>(Probe.NewKey()).CallOneThatWaits(_key)));
        Assert.Equal(["began"], Seen.Events);
        Seen.Open();
        await Eventually.Holds(() => Seen.Count("ended") == 1);
    }

    [Fact]
    public async Task A_method_may_have_a_timeout_of_its_own()
    {
        var grain = shared.Grains.GetGrain<ICallGrain>(_key);
        await Assert.ThrowsAsync<TimeoutException>(() => Eventually.Answers(grain.WaitAtGateBriefly()));
        Seen.Open();
        await Eventually.Holds(() => Seen.Count("ended") == 1);
    }

    [Fact]
    public async Task An_answer_in_time_is_no_timeout()
    {
        var call = shared.Grains.GetGrain<ICallGrain>(Probe.NewKey()).CallOneThatWaits(_key);
        await Eventually.Holds(() => Seen.Count("began") == 1);
        Seen.Open();
        Assert.Equal("answered", await Eventually.Answers(call));
    }
}
