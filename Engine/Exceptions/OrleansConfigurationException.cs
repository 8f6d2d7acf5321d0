namespace Orleans.Runtime;

/// <summary>The configuration cannot work. Thrown at start.</summary>
public sealed class OrleansConfigurationException : Exception
{
    public OrleansConfigurationException()
        : base("The configuration of the grain engine cannot work.")
    {
    }

    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
