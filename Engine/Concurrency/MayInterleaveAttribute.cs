namespace Orleans.Concurrency;

/// <summary>
/// Names a predicate of the class, <c>bool Name(IInvokable request)</c>, static or not. Two requests interleave when it accepts either.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute : Attribute
{
    public MayInterleaveAttribute(string callbackMethodName) => CallbackMethodName = callbackMethodName;

    internal string CallbackMethodName { get; }
}
