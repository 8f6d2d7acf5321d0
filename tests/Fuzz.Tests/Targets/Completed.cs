using System.Diagnostics.CodeAnalysis;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Results of reads from memory, which are complete as soon as they begin.</summary>
internal static class Completed
{
    [SuppressMessage("Usage", "VSTHRD002", Justification = "It is completed; nothing is waited for.")]
    public static T Result<T>(Task<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("A read from memory waits for something.");
}
