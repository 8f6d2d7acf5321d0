namespace Aevrion.Chaos.Checks;

/// <summary>Looks for events that nobody wrote, that were said not to be written, or that were written once and are there twice.</summary>
internal sealed class InventedWritesCheck : ICheck
{
    public string Promise => "nothing is there that nobody wrote, that was refused, or twice";

    public IEnumerable<string> Violations(RoundRecord round)
    {
        var refused = round.Refused.ToHashSet(StringComparer.Ordinal);
        foreach (var region in round.Regions)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var item in region.Events.Where(item => item.Value is not null))
            {
                if (!round.Issued.TryGetValue(item.Value!, out var key) || key != item.Key)
                    yield return $"{region.Name} holds {item}, which nobody wrote";
                if (refused.Contains(item.Value!))
                    yield return $"{region.Name} holds {item}, of which its writer was told that nothing was written";
                if (!seen.Add(item.Value!) && round.Keys.IsWrittenOnce(item.Key))
                    yield return $"{region.Name} holds {item}, whose value was written once, a second time";
            }
        }
    }
}
