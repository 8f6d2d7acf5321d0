using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Calls;

/// <summary>Values that travel along with calls, downwards only.</summary>
public sealed class RequestContextTests(SharedCluster shared)
{
    private const string Name = "colour";

    private ICallGrain Grain => shared.Grains.GetGrain<ICallGrain>(Probe.NewKey());

    [Fact]
    public async Task A_value_travels_down_the_calls_and_changes_do_not_travel_up()
    {
        RequestContext.Set(Name, "blue");
        Assert.Equal(["blue", "blue", "blue"], await Grain.ContextValueOver(Name, Probe.NewKey()));
        Assert.Equal("blue", RequestContext.Get(Name));
    }

    [Fact]
    public async Task A_value_does_not_stay_in_the_grain()
    {
        var key = Probe.NewKey();
        var grain = shared.Grains.GetGrain<ICallGrain>(key);
        var held = grain.WaitAtGate();
        await Eventually.Holds(() => Probe.Of(key).Count("began") == 1);
        RequestContext.Set(Name, "blue");
        var changing = grain.ChangeContextValue(Name);
        Assert.True(RequestContext.Remove(Name));
        var next = grain.ContextValue(Name);
        Probe.Of(key).Open();
        await Eventually.Answers(Task.WhenAll(held, changing));
        Assert.Null(await Eventually.Answers(next));
    }
}
