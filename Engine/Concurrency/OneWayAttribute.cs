namespace Orleans.Concurrency;

/// <summary>The caller's task completes at once, before the request runs. A failure of the request is logged where it happened.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
