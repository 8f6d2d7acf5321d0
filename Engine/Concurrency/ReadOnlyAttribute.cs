namespace Orleans.Concurrency;

/// <summary>Requests of the method change nothing, so they interleave with each other, though not with requests of other methods.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
