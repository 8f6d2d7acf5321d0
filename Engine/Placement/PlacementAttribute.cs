namespace Orleans.Placement;

/// <summary>Says on which silo a grain should live. With one silo there is nothing to choose: accepted and ignored.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PlacementAttribute : Attribute;
