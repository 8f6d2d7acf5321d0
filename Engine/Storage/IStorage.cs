namespace Orleans.Core;

/// <summary>Stored state of an activation. Operations run one after another, in the order in which they were asked for.</summary>
public interface IStorage
{
    /// <summary>The stored version that was seen last.</summary>
    string? Etag { get; }

    /// <summary>Whether anything is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes what is stored and resets the state to a new instance.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote in between.</exception>
    Task ClearStateAsync();

    /// <summary>Stores the state as it is when the write starts.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote in between.</exception>
    Task WriteStateAsync();

    /// <summary>Replaces the state with what is stored.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
