using Aevrion.Core;
using Aevrion.Grains.Watches;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Region.Tests.Load;

/// <summary>Follows all changes of a region, from one silo or leaving off and going on at any.</summary>
/// <param name="region">The region.</param>
/// <param name="random">Chooses when to leave off; null to follow in one go.</param>
internal sealed class FollowedWatch(TestRegion region, Random? random)
{
    private const int MostInOneGo = 80;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly List<Hash256> _seen = [];
    private Watch? _watch;

    /// <summary>What was told, in its order. Only after <see cref="FollowAsync"/> has ended.</summary>
    public IReadOnlyList<Hash256> Seen => _seen;

    /// <summary>How often it went on behind an event.</summary>
    public int Resumed { get; private set; }

    public async Task OpenAsync() => _watch = await OpenAsync(behind: null);

    /// <summary>Follows until told to stop and nothing more has come for a while.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        while (true)
        {
            var isStopping = stop.IsCancellationRequested;
            var news = await _watch!.NextAsync(Patience, CancellationToken.None);
            Assert.False(news.IsTooFarBehind);
            if (news.Changes.Count == 0 && isStopping)
                break;

            // A connection may break anywhere in what was told, and goes on behind what was taken before.
            var least = _seen.Count == 0 ? Math.Min(1, news.Changes.Count) : 0;
            var taken = random is null ? news.Changes.Count : random.Next(least, news.Changes.Count + 1);
            _seen.AddRange(news.Changes.Take(taken).Select(change => change.Event.Id));
            if (random is not null && _seen.Count > 0 && (taken < news.Changes.Count || random.Next(MostInOneGo) == 0))
                await ResumeAsync();
        }

        _watch.Dispose();
    }

    private async Task ResumeAsync()
    {
        _watch!.Dispose();
        _watch = await OpenAsync(_seen[^1]);
        Resumed++;
    }

    private async Task<Watch> OpenAsync(Hash256? behind)
    {
        var silo = region.ServicesOf(random?.Next(region.Silos) ?? 0);
        var start = await silo.GetRequiredService<RegionWatches>().OpenAsync(new WatchRequest("", behind, SinceMs: null), CancellationToken.None);
        Assert.Equal(WatchRefusal.None, start.Refusal);
        return start.Watch!;
    }
}
