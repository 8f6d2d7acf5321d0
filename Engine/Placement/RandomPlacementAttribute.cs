namespace Orleans.Placement;

/// <summary>Place the grain on any silo. Ignored: there is one silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute : PlacementAttribute;
