using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Sync;

/// <summary>Regions that made the same events with different parents and never heard of each other's.</summary>
public sealed class LostLineageTests
{
    private delegate Event MadeHaving(params Event[] seen);

    private const long Horizon = 400;
    private const int Keys = 3;

    private static readonly TreeShape Small = new(10, 3);

    [Fact]
    public void Any_two_regions_list_the_same_conflicts_after_one_exchange() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (eu, us) = (new ModelRegion(Small), new ModelRegion(Small));
            MakeTwice(random, [eu, us], lossShare: random.NextDouble() * 0.3);
            var outcome = new ModelExchange(eu, Horizon, us, Horizon).Run();
            return outcome.Equal && eu.Stamps.SequenceEqual(us.Stamps) && eu.Losers.SequenceEqual(us.Losers);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_network_lists_the_same_conflicts_after_exchanges_over_its_links_in_any_order() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            ModelRegion[] regions = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => new ModelRegion(Small))];
            MakeTwice(random, regions, lossShare: random.NextDouble() * 0.3);

            // A tree, so that everything crosses regions that made nothing of it; every link as often as the diameter may be.
            var links = Enumerable.Range(1, regions.Length - 1).Select(region => (Near: region, Far: random.Next(region))).ToList();
            for (var round = 0; round < regions.Length; round++)
            {
                foreach (var (near, far) in links.OrderBy(_ => random.Next()))
                    new ModelExchange(regions[near], Horizon, regions[far], Horizon).Run();
            }

            return regions.All(region => region.Stamps.SequenceEqual(regions[0].Stamps) && region.Losers.SequenceEqual(regions[0].Losers));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_lost_crosses_in_three_more_round_trips_or_four(bool isListedThere)
    {
        var (one, other, made) = Doubled();
        var (named, unnamed) = (Region(one, other, made(one, other)), Region(one, other, made(one)));
        Assert.Equal([other.Stamp], unnamed.Losers);
        var exchange = isListedThere ? new ModelExchange(named, Horizon, unnamed, Horizon) : new ModelExchange(unnamed, Horizon, named, Horizon);
        var outcome = exchange.Run();
        Assert.Empty(unnamed.Losers);
        Assert.True(outcome is { Equal: true, EventsAdded: 0 });
        Assert.Equal(isListedThere ? (4, 0, 1) : (3, 1, 0), (outcome.RoundTrips, outcome.EventsReceived, outcome.EventsSent));
    }

    [Fact]
    public void Each_learns_from_the_other_at_once()
    {
        var (one, other, made) = Doubled();
        var (eu, us) = (Region(one, other, made(one)), Region(one, other, made(other)));
        new ModelExchange(eu, Horizon, us, Horizon).Run();
        Assert.Empty(eu.Losers);
        Assert.Empty(us.Losers);
    }

    [Fact]
    public void Conflicts_that_both_list_cost_no_round_trip_and_under_128_bytes()
    {
        Event[] events = [.. Enumerable.Range(0, 300).Select(i => Make($"k{i % 7}", i, i * 10))];
        var exchange = new ModelExchange(Region(events), Horizon, Region(events), Horizon);
        var outcome = exchange.Run();
        Assert.True(outcome is { Equal: true, RoundTrips: 1 });
        Assert.True(exchange.BytesSent + exchange.BytesReceived < 128, $"{exchange.BytesSent} + {exchange.BytesReceived} bytes");
    }

    [Fact]
    public void More_than_a_transfer_may_ask_for_is_asked_for_in_several()
    {
        const int Both = 2 * ProtocolLimits.MaxLosersPerTransfer + 10;
        var (eu, us) = (new ModelRegion(Small), new ModelRegion(Small));
        for (var i = 0; i < Both; i++)
        {
            var (one, other) = (Make($"k{i}", 1, 100), Make($"k{i}", 2, 110));
            var (here, there) = (Make($"k{i}", 3, 120, one, other), Make($"k{i}", 3, 120, i % 2 == 0 ? one : other));
            eu.Add([one, other, i % 3 == 0 ? here : there]);
            us.Add([one, other, i % 3 == 0 ? there : here]);
        }

        new ModelExchange(eu, Horizon, us, Horizon).Run();
        Assert.Empty(eu.Losers);
        Assert.Empty(us.Losers);
    }

    [Fact]
    public void A_peer_that_does_not_tell_is_asked_nothing_more()
    {
        var (one, other, made) = Doubled();
        var exchange = new ModelExchange(Region(one, other, made(one)), Horizon, Region(one, other, made(other)), Horizon)
        {
            Tamper = Forget,
        };
        Assert.True(exchange.Run() is { Equal: true, RoundTrips: 1 });
        Assert.Equal([Frame.BodyOneofCase.ProbeRequest, Frame.BodyOneofCase.ProbeAnswer], exchange.Frames);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_list_that_lags_behind_is_compared_the_next_time(bool isCurrentHere, bool isCurrentThere)
    {
        var (one, other, made) = Doubled();
        var (eu, us) = (new ModelRegion(Small) { IsCurrent = isCurrentHere }, new ModelRegion(Small) { IsCurrent = isCurrentThere });
        eu.Add([one, other, made(one)]);
        us.Add([one, other, made(other)]);
        Assert.True(new ModelExchange(eu, Horizon, us, Horizon).Run() is { Equal: true, RoundTrips: 1 });
        Assert.NotEmpty(eu.Losers);
    }

    [Fact]
    public void Only_versions_that_both_have_closed_are_compared()
    {
        var (one, other, made) = Doubled();
        var (named, unnamed) = (Region(one, other, made(one, other)), Region(one, other, made(one)));
        var above = Small.LeafOf(made(one).Timestamp);
        new ModelExchange(unnamed, above, named, Horizon).Run();
        Assert.Equal([other.Stamp], unnamed.Losers);
        new ModelExchange(unnamed, above + 1, named, Horizon).Run();
        Assert.Empty(unnamed.Losers);
    }

    [Fact]
    public void An_event_that_names_nothing_asked_for_is_refused()
    {
        var (one, other, made) = Doubled();
        var exchange = new ModelExchange(Region(one, other, made(one)), Horizon, Region(one, other, made(one, other)), Horizon)
        {
            Tamper = frame =>
            {
                if (frame.TransferAnswer?.Events.Count > 0)
                    frame.TransferAnswer.Events[0].Parents.Clear();
                return frame;
            },
        };
        Assert.Equal(Refusal.Types.Reason.InvalidEvent, Assert.Throws<ProtocolViolationException>(() => exchange.Run()).Reason);
    }

    [Fact]
    public void A_version_that_was_not_asked_for_is_refused()
    {
        var (one, other, made) = Doubled();
        var exchange = new ModelExchange(Region(one, other, made(one, other)), Horizon, Region(one, other, made(one)), Horizon)
        {
            Tamper = frame =>
            {
                if (frame.TransferAnswer?.Losers.Length > 0)
                    frame.TransferAnswer.Losers = WireStamps.ToWire([one.Stamp]);
                return frame;
            },
        };
        Assert.Throws<ProtocolViolationException>(() => exchange.Run());
    }

    private static Frame Forget(Frame frame)
    {
        frame.ProbeAnswer?.ClearLosersSum();
        frame.TransferAnswer?.ClearLosersSum();
        return frame;
    }

    /// <summary>Two versions of a key, and one more event that is made with whatever parents.</summary>
    private static (Event One, Event Other, MadeHaving Made) Doubled() =>
        (Make("k", 1, 100), Make("k", 2, 110), seen => Make("k", 3, 120, seen));

    /// <summary>Events that reach most regions, each with some of the versions before it as parents, drawn anew for each region.</summary>
    private static void MakeTwice(Random random, ModelRegion[] regions, double lossShare)
    {
        var versions = Enumerable.Range(0, Keys).Select(_ => new List<Event>()).ToArray();
        for (var i = 0; i < 30; i++)
        {
            var key = random.Next(Keys);
            var timestamp = random.Next(0, 3_000);
            foreach (var region in regions.Where(_ => random.NextDouble() >= lossShare))
                region.Add([Make($"k{key}", i, timestamp, [.. versions[key].Where(_ => random.NextDouble() < 0.3)])]);
            versions[key].Add(Make($"k{key}", i, timestamp));
        }
    }

    private static ModelRegion Region(params Event[] events)
    {
        var region = new ModelRegion(Small);
        region.Add(events);
        return region;
    }

    private static Event Make(string key, int value, long timestamp, params Event[] seen) => Event.Create(
        key, BitConverter.GetBytes(value), timestamp, "eu", [.. seen.Select(parent => parent.Id)]);
}
