using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Observers;

/// <summary>Objects that grains call back.</summary>
public sealed class ObserverTests : IDisposable
{
    private readonly SharedCluster _shared;
    private readonly string _key = Probe.NewKey();
    private readonly Listener _listener;
    private readonly IListener _reference;

    public ObserverTests(SharedCluster shared)
    {
        _shared = shared;
        _listener = new Listener(Seen);
        _reference = shared.Grains.CreateObjectReference<IListener>(_listener);
    }

    private Probe Seen => Probe.Of(_key);

    private ISpeakerGrain Speaker => _shared.Grains.GetGrain<ISpeakerGrain>(_key);

    public void Dispose()
    {
        _shared.Grains.DeleteObjectReference<IListener>(_reference);
        GC.KeepAlive(_listener);
    }

    [Fact]
    public async Task An_observer_hears_what_the_grain_says()
    {
        await Speaker.Subscribe(_reference);
        await Speaker.Say("hello");
        await Speaker.Say("world");
        await Eventually.Holds(() => Seen.Events.Count == 2);
        Assert.Equal(["hello", "world"], Seen.Events.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_observer_can_answer()
    {
        await Speaker.Subscribe(_reference);
        Assert.Equal("really? yes", await Eventually.Answers(Speaker.Ask("really?")));
        await Assert.ThrowsAsync<NotSupportedException>(() => Eventually.Answers(Speaker.Ask("why?")));
    }

    [Fact]
    public async Task An_observer_is_called_once_at_a_time()
    {
        await Speaker.Subscribe(_reference);
        await Eventually.Answers(Speaker.AskAtOnce(20));
        Assert.Equal(1, Seen.MostInside);
    }

    [Fact]
    public async Task One_observer_is_one_however_often_it_is_passed()
    {
        await Speaker.Subscribe(_reference);
        await Speaker.Subscribe(_reference);
        Assert.Equal(1, await Speaker.Say("once"));
        await Speaker.Unsubscribe(_reference);
        Assert.Equal(0, await Speaker.Say("never"));
    }

    [Fact]
    public async Task An_observer_without_a_reference_cannot_be_passed() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Speaker.Subscribe(_listener));

    [Fact]
    public async Task A_deleted_reference_hears_nothing_and_harms_nobody()
    {
        var other = new Listener(Probe.Of($"{_key} other"));
        var deleted = _shared.Grains.CreateObjectReference<IListener>(other);
        await Speaker.Subscribe(deleted);
        await Speaker.Subscribe(_reference);
        _shared.Grains.DeleteObjectReference<IListener>(deleted);
        Assert.Equal(2, await Speaker.Say("hello"));
        await Eventually.Holds(() => Seen.Count("hello") == 1);
        Assert.Empty(Probe.Of($"{_key} other").Events);
        GC.KeepAlive(other);
    }
}
