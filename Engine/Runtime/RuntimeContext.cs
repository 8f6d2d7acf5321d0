using Aevrion.Engine.Runtime;

namespace Orleans.Runtime;

/// <summary>The activation that this thread runs.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static Activation? current;

    public static Activation? Current => current;

    /// <returns>What was entered before.</returns>
    public static Activation? Enter(Activation? activation)
    {
        var before = current;
        current = activation;
        return before;
    }
}
