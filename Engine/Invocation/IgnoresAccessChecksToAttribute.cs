namespace System.Runtime.CompilerServices;

/// <summary>
/// Known to the runtime by its name: lets the assembly that carries it use what is internal in another one. Proxies need it for grain
/// interfaces and argument types that are internal.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName => assemblyName;
}
