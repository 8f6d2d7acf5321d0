namespace Orleans.Runtime;

/// <summary>A call was not carried out, and no part of it ran.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    private protected OrleansMessageRejectionException()
    {
    }
}
