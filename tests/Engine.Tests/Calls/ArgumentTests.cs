using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Calls;

public sealed class ArgumentTests(SharedCluster shared)
{
    [Fact]
    public async Task Arguments_of_all_kinds_arrive()
    {
        using var cancellation = new CancellationTokenSource();
        var grain = shared.Grains.GetGrain<ICallGrain>(Probe.NewKey());
        Assert.Equal(
            new ArgumentsSeen(1, "two", ArgumentKind.Special, 3, 10, CanBeCancelled: true),
            await grain.Take(1, "two", ArgumentKind.Special, 3, [1, 2, 3, 4], cancellation.Token));
        Assert.Equal(
            new ArgumentsSeen(0, null, ArgumentKind.Plain, null, 0, CanBeCancelled: true),
            await grain.Take(0, null, ArgumentKind.Plain, null, [], cancellation.Token));
    }
}
