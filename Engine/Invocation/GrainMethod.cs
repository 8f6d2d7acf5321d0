using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Engine.Invocation;

/// <summary>What the attributes of a grain interface method say, read once when the interface's proxy is made.</summary>
internal sealed class GrainMethod
{
    public GrainMethod(Type interfaceType, MethodInfo method)
    {
        InterfaceType = interfaceType;
        Method = method;
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    }

    public Type InterfaceType { get; }

    public MethodInfo Method { get; }

    public bool IsOneWay { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    /// <summary>In place of the silo's; null means the silo's.</summary>
    public TimeSpan? ResponseTimeout { get; }

    public override string ToString() => $"{InterfaceType.Name}.{Method.Name}";
}
