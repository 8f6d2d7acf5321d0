using Aevrion.Chaos.Links;

namespace Aevrion.Chaos.Faults;

/// <summary>Links that carry bytes in another way.</summary>
/// <param name="links">Each link with its condition.</param>
internal sealed class LinkFault(IReadOnlyList<(LinkProxy Link, LinkCondition Condition)> links) : IFault
{
    public Task StrikeAsync()
    {
        foreach (var (link, condition) in links)
            link.Condition = condition;
        return Task.CompletedTask;
    }

    public Task HealAsync()
    {
        foreach (var (link, _) in links)
            link.Condition = LinkCondition.Sound;
        return Task.CompletedTask;
    }
}
