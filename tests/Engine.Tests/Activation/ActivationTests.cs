using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Orleans;

namespace Aevrion.Engine.Tests.Activation;

/// <summary>When an activation comes to be, and that there is one.</summary>
public sealed class ActivationTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task Racing_first_calls_meet_one_activation()
    {
        var ids = await Eventually.Answers(Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(() => shared.Grains.GetGrain<IActivationGrain>(_key).Id()))));
        Assert.Single(ids.Distinct());
        Assert.Equal(1, Seen.Count("activating"));
    }

    [Fact]
    public async Task A_reference_alone_activates_nothing()
    {
        shared.Grains.GetGrain<IActivationGrain>(_key);
        await shared.Grains.GetGrain<IActivationGrain>(Probe.NewKey()).Id();
        Assert.Empty(Seen.Events);
    }

    [Fact]
    public async Task The_first_request_runs_after_activation()
    {
        await shared.Grains.GetGrain<IActivationGrain>(_key).Id();
        Assert.Equal(["activating", "activated", "called"], Seen.Events);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_calls_that_wait_for_it()
    {
        var grain = shared.Grains.GetGrain<IFragileGrain>(_key);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Hello()).ToList();
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<NotSupportedException>(() => Eventually.Answers(call));
            Assert.Equal("Not yet.", failure.Message);
        }
    }

    [Fact]
    public async Task The_call_after_a_failed_activation_tries_again()
    {
        var grain = shared.Grains.GetGrain<IFragileGrain>(_key);
        await Assert.ThrowsAsync<NotSupportedException>(() => grain.Hello());
        Seen.Open();
        Assert.Equal("hello", await Eventually.Answers(grain.Hello()));
        Assert.Equal(0, Seen.Count("deactivated"));
    }

    [Fact]
    public async Task A_constructor_that_throws_fails_the_call() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Eventually.Answers(shared.Grains.GetGrain<IBrokenGrain>(_key).Hello()));

    [Fact]
    public async Task Constructors_get_services_scoped_to_the_activation()
    {
        var one = await shared.Grains.GetGrain<IActivationGrain>(_key).Services();
        var again = await shared.Grains.GetGrain<IActivationGrain>(_key).Services();
        var other = await shared.Grains.GetGrain<IActivationGrain>(Probe.NewKey()).Services();
        Assert.Equal(one, again);
        Assert.Equal(one.Scoped, one.ScopedFromProvider);
        Assert.True(one.ContextIsOwn);
        Assert.True(one.FactoryWorks);
        Assert.Equal(one.Singleton, other.Singleton);
        Assert.NotEqual(one.Scoped, other.Scoped);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Integer_keys_arrive_as_they_are(long key)
    {
        var greeter = shared.Grains.GetGrain<IGreeter>(key, typeof(CurtGreeter).FullName);
        Assert.Equal(key, greeter.GetPrimaryKeyLong());
        Assert.Equal($"Hi {key}", await greeter.Greet());
    }

    [Fact]
    public async Task Guid_keys_arrive_as_they_are()
    {
        var key = Guid.NewGuid();
        Assert.Equal(key, await shared.Grains.GetGrain<IGuidGrain>(key).Key());
    }

    [Theory]
    [InlineData("a/b+c?d#e")]
    [InlineData("with space and ünïcode ☃ 🎉")]
    public async Task String_keys_may_hold_any_characters(string key)
    {
        var grain = shared.Grains.GetGrain<IActivationGrain>(key);
        Assert.Equal(key, grain.GetPrimaryKeyString());
        Assert.Equal(await grain.Id(), await shared.Grains.GetGrain<IActivationGrain>(key).Id());
    }

    [Fact]
    public async Task A_class_name_picks_among_the_classes_of_an_interface()
    {
        Assert.Equal("Good day, 7", await shared.Grains.GetGrain<IGreeter>(7, typeof(PoliteGreeter).FullName).Greet());
        Assert.Equal("Hi 7", await shared.Grains.GetGrain<IGreeter>(7, typeof(CurtGreeter).FullName).Greet());
    }

    [Fact]
    public void An_interface_of_several_classes_needs_a_class_name() =>
        Assert.Throws<ArgumentException>(() => shared.Grains.GetGrain<IGreeter>(7));

    [Fact]
    public async Task A_grain_that_passes_itself_on_is_passed_as_a_reference()
    {
        var key = Guid.NewGuid();
        var grain = shared.Grains.GetGrain<IGuidGrain>(key);
        Assert.IsNotType<GuidGrain>(await grain.This(), exactMatch: false);
        Assert.Equal(key, await grain.PassThis(shared.Grains.GetGrain<IGuidGrain>(Guid.NewGuid())));
    }

    [Fact]
    public async Task References_to_one_grain_are_equal_and_can_be_passed_on()
    {
        var key = Guid.NewGuid();
        var grain = shared.Grains.GetGrain<IGuidGrain>(key);
        var passed = await grain.Self();
        Assert.Equal(grain, passed);
        Assert.Equal(grain.GetHashCode(), passed.GetHashCode());
        Assert.NotEqual(grain, shared.Grains.GetGrain<IGuidGrain>(Guid.NewGuid()));
        Assert.Equal(key, await passed.Key());
    }
}
