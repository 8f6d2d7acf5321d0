namespace Orleans.Core;

/// <summary>Stored state of one type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory; nothing is stored before <see cref="IStorage.WriteStateAsync()"/>.</summary>
    TState State { get; set; }
}
