using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call as a predicate of <see cref="Concurrency.MayInterleaveAttribute"/> sees it.</summary>
public interface IInvokable
{
    /// <summary>The grain interface of the call.</summary>
    Type GetInterfaceType();

    string GetInterfaceName();

    string GetMethodName();

    MethodInfo GetMethod();

    int GetArgumentCount();

    object? GetArgument(int index);

    CancellationToken GetCancellationToken();
}
