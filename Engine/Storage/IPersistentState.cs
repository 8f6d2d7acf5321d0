using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>
/// State of a grain, read before its OnActivateAsync. Injected into constructor parameters marked with <see cref="PersistentStateAttribute"/>.
/// </summary>
public interface IPersistentState<TState> : IStorage<TState>;
