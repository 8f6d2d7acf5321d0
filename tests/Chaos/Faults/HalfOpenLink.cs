using Aevrion.Chaos.Links;

namespace Aevrion.Chaos.Faults;

/// <summary>Connections that lose one end; later the other finds out.</summary>
/// <param name="links">The links.</param>
internal sealed class HalfOpenLink(IReadOnlyList<LinkProxy> links) : IFault
{
    public Task StrikeAsync()
    {
        foreach (var link in links)
            link.LoseEnds();
        return Task.CompletedTask;
    }

    public Task HealAsync()
    {
        foreach (var link in links)
            link.ResetLost();
        return Task.CompletedTask;
    }
}
