namespace Orleans.Placement;

/// <summary>Place the grain on the silo of its first caller. Ignored: there is one silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : PlacementAttribute;
