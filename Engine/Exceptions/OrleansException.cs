namespace Orleans.Runtime;

/// <summary>Root of what the engine itself throws, as opposed to grains.</summary>
public class OrleansException : Exception
{
    public OrleansException()
        : base("The grain engine failed.")
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
