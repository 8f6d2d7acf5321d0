namespace Orleans;

/// <summary>State as a storage provider reads and writes it.</summary>
public interface IGrainState<T>
{
    T? State { get; set; }

    /// <summary>The version that was read or written last; null before either, and when nothing is stored.</summary>
    string? ETag { get; set; }

    /// <summary>Whether anything is stored.</summary>
    bool RecordExists { get; set; }
}
