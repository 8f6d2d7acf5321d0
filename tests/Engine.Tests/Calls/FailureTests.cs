using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Calls;

/// <summary>Exceptions reach the caller with type and message.</summary>
public sealed class FailureTests(SharedCluster shared)
{
    private ICallGrain Grain { get; } = shared.Grains.GetGrain<ICallGrain>(Probe.NewKey());

    [Fact]
    public async Task From_before_the_first_await() =>
        Assert.Equal("At once.", (await Assert.ThrowsAsync<NotSupportedException>(() => Grain.FailAtOnce())).Message);

    [Fact]
    public async Task From_after_an_await() =>
        Assert.Equal("Later.", (await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.FailLater())).Message);

    [Fact]
    public async Task From_a_value_task() =>
        Assert.Equal("As a value task.", (await Assert.ThrowsAsync<FormatException>(async () => await Grain.FailAsValueTask())).Message);

    [Fact]
    public async Task Of_the_applications_own_type()
    {
        var failure = await Assert.ThrowsAsync<GrainFailureException>(async () => await Grain.FailWithOwnException(42));
        Assert.Equal("Of its own.", failure.Message);
        Assert.Equal(42, failure.Code);
    }

    [Fact]
    public async Task And_the_grain_goes_on()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => Grain.FailAtOnce());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.FailLater());
        Assert.Null(await Eventually.Answers(Grain.ContextValue("nothing")));
    }
}
