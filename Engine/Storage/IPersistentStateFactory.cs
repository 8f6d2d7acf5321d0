namespace Orleans.Runtime;

/// <summary>Connects a state of an activation to its storage provider.</summary>
public interface IPersistentStateFactory
{
    /// <exception cref="Orleans.Storage.BadProviderConfigException">The storage provider was not registered.</exception>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
