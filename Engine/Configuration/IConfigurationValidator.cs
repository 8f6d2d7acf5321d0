namespace Orleans;

/// <summary>Checks configuration when the silo starts, before anything else does.</summary>
public interface IConfigurationValidator
{
    /// <exception cref="Runtime.OrleansConfigurationException">The configuration cannot work.</exception>
    void ValidateConfiguration();
}
