namespace Orleans.Runtime;

/// <summary>A configured limit was reached, such as the number of requests waiting for one activation.</summary>
public sealed class LimitExceededException : OrleansException
{
    public LimitExceededException()
        : base("A limit of the grain engine was reached.")
    {
    }

    public LimitExceededException(string message)
        : base(message)
    {
    }

    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
