using System.Collections.Concurrent;
using Aevrion.Grains.Peers;

namespace Aevrion.Region.Tests.Hosting;

/// <summary>
/// Connects the regions of a test within the process. Links can be cut, at once or after a number of frames, and made to carry
/// nothing for a while; frames cross as bytes.
/// </summary>
internal sealed class LoopbackNetwork : IPeerConnector
{
    private readonly ConcurrentDictionary<Uri, PeerListener[]> _listeners = new();
    private readonly ConcurrentDictionary<LoopbackChannel, RegionPair?> _open = new();
    private readonly ConcurrentDictionary<RegionPair, bool> _cutLinks = new();
    private int _framesLeft = int.MaxValue;
    private int _connections;
    private volatile bool _cut;
    private volatile TaskCompletionSource? _pause;

    public bool IsCut => _cut;

    public static Uri UrlOf(string region) => new($"http://{region}.test/");

    /// <summary>Connects as one of the regions, so that single links can be cut.</summary>
    public IPeerConnector From(string region) => new RegionConnector(this, region);

    /// <summary>Breaks every connection between two regions and refuses new ones.</summary>
    public void CutBetween(string one, string other)
    {
        var link = RegionPair.Of(one, other);
        _cutLinks[link] = true;
        foreach (var (channel, _) in _open.Where(open => open.Value == link))
            channel.Break();
    }

    /// <summary>Lets connections between two regions through again.</summary>
    public void HealBetween(string one, string other) => _cutLinks.TryRemove(RegionPair.Of(one, other), out _);

    /// <summary>Takes connections to a region, to one of its silos after the other.</summary>
    public void Listen(string region, params PeerListener[] silos) => _listeners[UrlOf(region)] = silos;

    public void Leave(string region) => _listeners.TryRemove(UrlOf(region), out _);

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var channel in _open.Keys)
            channel.Break();
    }

    /// <summary>Lets connections through again.</summary>
    /// <param name="keepCountdown">Still cut after the frames of <see cref="CutAfter"/>.</param>
    public void Heal(bool keepCountdown = false)
    {
        if (!keepCountdown)
            Volatile.Write(ref _framesLeft, int.MaxValue);
        _cut = false;
    }

    /// <summary>Lets no frame through until <see cref="Resume"/>, and breaks nothing.</summary>
    public void Pause() => _pause = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets frames through again.</summary>
    public void Resume()
    {
        var pause = _pause;
        _pause = null;
        pause?.SetResult();
    }

    /// <summary>Cuts the link once that many more frames have crossed.</summary>
    public void CutAfter(int frames) => Volatile.Write(ref _framesLeft, frames);

    public Task<IPeerChannel> ConnectAsync(string peer, Uri url, CancellationToken cancellationToken) => ConnectAsync(link: null, url);

    private Task<IPeerChannel> ConnectAsync(RegionPair? link, Uri url)
    {
        if (_cut || (link is not null && _cutLinks.ContainsKey(link)) || !_listeners.TryGetValue(url, out var silos))
            throw new PeerConnectionLostException($"Nobody listens at {url}.");
        var (near, far) = LoopbackChannel.Pair(PassAsync);
        _open[near] = link;

        // Cut between the question and the answer.
        if (link is not null && _cutLinks.ContainsKey(link))
            near.Break();
        _ = ServeAsync(silos[(uint)Interlocked.Increment(ref _connections) % silos.Length], near, far);
        return Task.FromResult<IPeerChannel>(near);
    }

    private async Task ServeAsync(PeerListener listener, LoopbackChannel near, LoopbackChannel far)
    {
        await using (far)
            await listener.ServeAsync(far, PeerIdentity.Unproven, CancellationToken.None);
        _open.TryRemove(near, out _);
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        if (_pause is { } pause)
            await pause.Task.WaitAsync(cancellationToken);
        if (_cut || Interlocked.Decrement(ref _framesLeft) < 0)
        {
            Cut();
            throw new PeerConnectionLostException("The link was cut.");
        }
    }

    private sealed record RegionPair(string First, string Second)
    {
        public static RegionPair Of(string one, string other) =>
            string.CompareOrdinal(one, other) < 0 ? new RegionPair(one, other) : new RegionPair(other, one);
    }

    private sealed class RegionConnector(LoopbackNetwork network, string region) : IPeerConnector
    {
        public Task<IPeerChannel> ConnectAsync(string peer, Uri url, CancellationToken cancellationToken) =>
            network.ConnectAsync(RegionPair.Of(region, url.Host[..^".test".Length]), url);
    }
}
