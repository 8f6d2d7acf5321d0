namespace Orleans.Concurrency;

/// <summary>Requests to the class interleave freely: others run while one awaits. Still one thread at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
