using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Frontiers;

/// <summary>
/// Regions with what they truly hold, and everything that can happen between them in any order. After every step each claimed
/// watermark is held against the truth.
/// </summary>
internal sealed class FrontierNetwork
{
    public static TreeShape Shape { get; } = new(10, 3);

    private readonly Random _random;
    private readonly List<(string From, string To)> _links;
    private readonly Dictionary<(string From, string To), FrontierGossip> _gossip = [];
    private readonly List<(string From, string To, IReadOnlyList<FrontierRecord> Records)> _inTransit = [];
    private readonly HashSet<(long Timestamp, long Id)> _late = [];
    private readonly Dictionary<string, (long Claim, bool MayFall)> _claimed = new(StringComparer.Ordinal);
    private long _nextId;

    public FrontierNetwork(Random random, IReadOnlyList<(int A, int B)> edges, int regions)
    {
        _random = random;
        _links = [.. edges.SelectMany(edge => new[] { ($"r{edge.A}", $"r{edge.B}"), ($"r{edge.B}", $"r{edge.A}") })];
        for (var i = 0; i < regions; i++)
        {
            var name = $"r{i}";
            Regions[name] = new FrontierRegion(name, _links.Where(link => link.From == name).Select(link => link.To), random.Next(100, 200));
        }
    }

    public SortedDictionary<string, FrontierRegion> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>What every region claims, and the records it goes by.</summary>
    public override string ToString() => string.Join("; ", Regions.Values.Select(region =>
        $"{region.Name} closed {region.Floor} claims {region.Claim} knows {string.Join(", ", region.Book.Known.Select(entry =>
            $"{entry.Record.Region} version {entry.Record.Version} from {entry.LearntFrom} equal below {region.Book.AgreedLeaf(entry.Record.Region)}"))}"));

    /// <summary>One random thing happens.</summary>
    public void Step(bool imports, bool restarts)
    {
        var region = Any(Regions.Values.ToList());
        switch (_random.Next(14))
        {
            case 0 or 1:
                region.Clock += _random.Next(30);
                break;
            case 2 or 3:
                region.Add([(Math.Max(region.Clock - _random.Next(15), region.Floor * Shape.GranularityMs), _nextId++)], null);
                break;
            case 4 when imports:
                Import(region, _random.NextInt64(region.Clock));
                break;
            case 5 or 6 when _links.Count > 0:
                Exchange(Any(_links), all: _random.Next(2) == 0);
                break;
            case 7:
                region.BeginRound(anew: _random.Next(2) == 0);
                break;
            case 8:
                region.Report();
                break;
            case 9 when restarts:
                region.Restart(loseState: _random.Next(4) == 0);
                _claimed.Remove(region.Name);
                Reconnect(region.Name);
                break;
            case 10:
                region.Keep();
                break;
            case 11 when _links.Count > 0:
                Tell(Any(_links));
                break;
            case 12 when _inTransit.Count > 0:
                Arrive();
                break;
            default:
                region.GoOnWithRound();
                break;
        }

        Check();
    }

    /// <summary>A client of the region adds an event with a timestamp of its own choosing.</summary>
    public void Import(FrontierRegion region, long timestamp)
    {
        var item = (timestamp, _nextId++);
        if (Shape.LeafOf(timestamp) < region.Floor)
        {
            _late.Add(item);
            foreach (var name in Regions.Keys)
                _claimed[name] = _claimed.GetValueOrDefault(name) with { MayFall = true };
        }

        region.Add([item], null);
        Check();
    }

    /// <summary>Events move both ways, all that are missing or some of them.</summary>
    public void Exchange((string From, string To) link, bool all)
    {
        var (one, other) = (Regions[link.From], Regions[link.To]);
        var (there, here) = (one.Events.Except(other.Events).ToList(), other.Events.Except(one.Events).ToList());
        other.Add([.. there.Where(_ => all || _random.Next(2) == 0)], one.Name);
        one.Add([.. here.Where(_ => all || _random.Next(2) == 0)], other.Name);
    }

    /// <summary>Nothing is lost any more: every region gets everything and tells everything, over new connections, until all is still.</summary>
    public void Settle()
    {
        _inTransit.Clear();
        _gossip.Clear();
        for (var i = 0; i < Regions.Count; i++)
            _links.ForEach(link => Exchange(link, all: true));
        for (var i = 0; i < Regions.Count + 3; i++)
        {
            foreach (var region in Regions.Values)
            {
                region.Report();
                region.WholeRound();
            }

            foreach (var link in _links)
            {
                Tell(link);
                while (_inTransit.Count > 0)
                    Deliver(0, keep: false);
            }

            Check();
        }
    }

    private T Any<T>(List<T> list) => list[_random.Next(list.Count)];

    private void Tell((string From, string To) link)
    {
        if (!_gossip.TryGetValue(link, out var gossip))
            gossip = _gossip[link] = new FrontierGossip(link.From, link.To);

        // A region keeps its state before it tells anybody.
        Regions[link.From].Keep();
        var news = gossip.News(Regions[link.From].Book.Known);
        if (news.Count > 0)
            _inTransit.Add((link.From, link.To, news));
    }

    /// <summary>Any message arrives, whenever it was sent, once or more often, or never.</summary>
    private void Arrive()
    {
        var place = _random.Next(_inTransit.Count);
        if (_random.Next(5) == 0)
            _inTransit.RemoveAt(place);
        else
            Deliver(place, keep: _random.Next(5) == 0);
    }

    private void Deliver(int place, bool keep)
    {
        var (from, to, records) = _inTransit[place];
        if (!keep)
            _inTransit.RemoveAt(place);
        Regions[to].Learn(from, records);
    }

    private void Reconnect(string region)
    {
        foreach (var link in _links.Where(link => link.From == region || link.To == region))
            _gossip.Remove(link);
    }

    private void Check()
    {
        foreach (var region in Regions.Values)
        {
            var claim = region.Claim;
            Assert.True(claim <= region.Floor, $"{region.Name} claims leaf {claim}, which it has not closed.");
            var held = region.Below(claim).ToHashSet();
            foreach (var other in Regions.Values)
            {
                var there = other.Below(claim).ToHashSet();
                Assert.True(held.IsSubsetOf(there), $"{region.Name} claims leaf {claim}, but {other.Name} lacks an event below it.");
                there.ExceptWith(held);
                Assert.True(there.IsSubsetOf(_late), $"{region.Name} claims leaf {claim}, but lacks an event that {other.Name} has, and which is no late import.");
            }

            // An import may have been under way already when the watermark was claimed.
            var before = _claimed.GetValueOrDefault(region.Name);
            var mayFall = !_late.IsSubsetOf(region.Events) || (_late.Count > 0 && region.HasUnreported);
            Assert.True(
                claim >= before.Claim || before.MayFall || mayFall, $"{region.Name} moved back from {before.Claim} to {claim} without an import.");
            _claimed[region.Name] = (claim, mayFall);
        }
    }
}
