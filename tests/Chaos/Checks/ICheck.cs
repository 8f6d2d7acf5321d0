namespace Aevrion.Chaos.Checks;

/// <summary>Holds what was recorded against a promise. It knows nothing of how the product keeps it.</summary>
internal interface ICheck
{
    /// <summary>The promise.</summary>
    string Promise { get; }

    /// <summary>Where it was not kept.</summary>
    IEnumerable<string> Violations(RoundRecord round);
}
