namespace Orleans.Placement;

/// <summary>Place the grain on a silo with few activations. Ignored: there is one silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute;
