namespace Aevrion.Grains.Acknowledgements;

/// <summary>In which regions a write is known to be durable.</summary>
/// <param name="IsEnough">True when they are as many as were asked for.</param>
/// <param name="Acknowledged">Those that have it, this one included, in the order of their names.</param>
/// <param name="Missing">Those of which it is not known, in the order of their names.</param>
public sealed record RegionsReached(bool IsEnough, IReadOnlyList<string> Acknowledged, IReadOnlyList<string> Missing);
