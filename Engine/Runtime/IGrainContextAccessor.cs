namespace Orleans.Runtime;

/// <summary>Finds the activation that the calling code runs in.</summary>
public interface IGrainContextAccessor
{
    /// <exception cref="InvalidOperationException">The code runs in no activation.</exception>
    IGrainContext GrainContext { get; }
}
