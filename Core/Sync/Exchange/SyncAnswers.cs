namespace Aevrion.Core.Sync.Exchange;

/// <summary>What a machine was answered last; shared by the parts of a machine.</summary>
public sealed class SyncAnswers
{
    /// <summary>The answer to the last effect; null before the first.</summary>
    public SyncInput? Last { get; internal set; }

    /// <summary>The answer to the last effect.</summary>
    /// <exception cref="InvalidOperationException">The driver answered with something else: a bug.</exception>
    public TInput Take<TInput>()
        where TInput : SyncInput =>
        Last as TInput ?? throw new InvalidOperationException($"Expected {typeof(TInput).Name}, was given {Last?.GetType().Name ?? "nothing"}.");
}
