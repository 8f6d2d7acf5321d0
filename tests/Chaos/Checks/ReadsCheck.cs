using Aevrion.Linearizability;
using Aevrion.Linearizability.Histories;

namespace Aevrion.Chaos.Checks;

/// <summary>
/// Looks for an order in which the answers of a region are those of registers that one client alone uses: a read after a write sees that write or a later
/// one, a condition is decided and carried out in one step. What other regions write may arrive at any time.
/// </summary>
internal sealed class ReadsCheck : ICheck
{
    public string Promise => "within a region, reads and conditional writes are linearizable";

    public IEnumerable<string> Violations(RoundRecord round)
    {
        foreach (var region in round.Regions)
        {
            var values = region.Events.ToDictionary(item => item.Id, item => item.Value);
            var history = new List<RegisterOperation>();
            foreach (var operation in region.Operations.Where(operation => round.Keys.IsRegister(operation.Key)))
            {
                if (operation is not { Outcome: OperationOutcome.Refused, Observed.Value: { } id })
                    history.Add(operation);
                else if (values.TryGetValue(id, out var value))
                    history.Add(operation with { Observed = new Observation(value) });
                else
                    yield return $"{region.Name} refused a write since {id} stands, which is nowhere: {operation}";
            }

            foreach (var violation in RegisterChecker.Violations(history))
                yield return $"{region.Name}, {violation}";
        }
    }
}
