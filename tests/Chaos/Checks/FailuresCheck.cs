namespace Aevrion.Chaos.Checks;

/// <summary>Passes on what was seen while the round went on.</summary>
internal sealed class FailuresCheck : ICheck
{
    public string Promise => "no process ends by itself, no answer is an internal error, no watch gives up";

    public IEnumerable<string> Violations(RoundRecord round) => round.Failures;
}
