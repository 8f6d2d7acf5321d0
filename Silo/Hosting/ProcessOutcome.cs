namespace Aevrion.Silo.Hosting;

/// <summary>How the process ends.</summary>
internal sealed class ProcessOutcome
{
    private volatile string? _failure;

    /// <summary>Why the silo could not go on; null while there is no reason.</summary>
    public string? Failure => _failure;

    /// <summary>Takes note of a failure that ends the process.</summary>
    public void Fail(string reason) => _failure = reason;
}
