namespace Orleans.Concurrency;

/// <summary>Requests of the method start while any others await, and others start while they await.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
