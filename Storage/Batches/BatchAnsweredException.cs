namespace Aevrion.Storage.Batches;

/// <summary>A batch with this key was applied already, by an earlier try or beside this one. Nothing was written; its answer can be read.</summary>
/// <param name="key">See <see cref="Key"/>.</param>
public sealed class BatchAnsweredException(string key) : Exception($"A batch with the key '{key}' was applied already.")
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
