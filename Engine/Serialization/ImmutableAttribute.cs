namespace Orleans;

/// <summary>Promises that nobody changes the object after it was passed. The embedded engine passes references always; Microsoft Orleans copies without the promise.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
