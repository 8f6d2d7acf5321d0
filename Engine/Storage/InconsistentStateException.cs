using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Stored state was changed by somebody else since it was read: the write did not happen. An activation whose request fails with it
/// is deactivated, so that the next one reads what is stored.
/// </summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
        : base("The stored state was changed by somebody else.")
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The tag found in storage, where known.</summary>
    public string? StoredEtag { get; }

    /// <summary>The tag that the writer had.</summary>
    public string? CurrentEtag { get; }

    /// <summary>True until the activation that holds the state has been deactivated for it; callers further up keep theirs.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
