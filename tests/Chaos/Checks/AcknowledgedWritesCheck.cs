namespace Aevrion.Chaos.Checks;

/// <summary>Looks for every acknowledged write in the table of every region.</summary>
internal sealed class AcknowledgedWritesCheck : ICheck
{
    public string Promise => "no acknowledged write is lost";

    public IEnumerable<string> Violations(RoundRecord round)
    {
        var acknowledged = round.Regions.SelectMany(region => region.Acknowledged.Select(write => (By: region.Name, Write: write))).ToList();
        foreach (var region in round.Regions)
        {
            var events = region.Events.ToDictionary(item => item.Id);
            foreach (var (by, write) in acknowledged)
            {
                if (!events.TryGetValue(write.Id, out var there))
                    yield return $"{region.Name} lacks {write.Id}, which {by} acknowledged: {write.Key} = {write.Value ?? "(deleted)"} at {write.Timestamp}";
                else if (there.Key != write.Key || there.Value != write.Value || there.Timestamp != write.Timestamp)
                    yield return $"{region.Name} holds {there}, which {by} acknowledged as {write.Key} = {write.Value ?? "(deleted)"} at {write.Timestamp}";
            }
        }
    }
}
