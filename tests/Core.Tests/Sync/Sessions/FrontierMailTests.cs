using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;

namespace Aevrion.Core.Tests.Sync.Sessions;

public sealed class FrontierMailTests
{
    private readonly FrontierMail _mail = new();

    [Fact]
    public void Of_two_records_of_a_region_the_one_with_the_higher_version_waits()
    {
        _mail.Add([Record("eu", 2), Record("ap", 1)]);
        _mail.Add([Record("eu", 1), Record("ap", 3)]);
        Assert.Equal([("ap", 3UL), ("eu", 2UL)], _mail.Take()!.Select(record => (record.Region, record.Version)));
        Assert.Null(_mail.Take());
    }

    [Fact]
    public void What_does_not_fit_a_frame_waits_for_the_next_and_nothing_waits_beyond_the_limit()
    {
        var peers = Enumerable.Range(0, FrontierLimits.MaxPeers).Select(i => $"{new string('p', 60)}{i:000}").ToList();
        for (var i = 0; i < FrontierLimits.MaxRegions + 10; i++)
        {
            var record = Record($"r{i}", 1);
            record.Peers.AddRange(peers);
            _mail.Add([record]);
        }

        var taken = new List<string>();
        while (_mail.Take() is { } records)
        {
            Assert.True(records.Sum(record => record.CalculateSize()) <= ProtocolLimits.TargetFrameBytes);
            taken.AddRange(records.Select(record => record.Region));
        }

        Assert.Equal(FrontierLimits.MaxRegions, taken.Distinct().Count());
        Assert.Equal(FrontierLimits.MaxRegions, taken.Count);
    }

    private static RegionFrontier Record(string region, ulong version) => new() { Region = region, Version = version };
}
