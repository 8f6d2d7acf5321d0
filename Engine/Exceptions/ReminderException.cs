namespace Orleans.Runtime;

/// <summary>The reminder table refused: the reminder was changed or removed by somebody else, or could not be written.</summary>
public sealed class ReminderException : OrleansException
{
    public ReminderException()
        : base("The reminder could not be changed.")
    {
    }

    public ReminderException(string message)
        : base(message)
    {
    }

    public ReminderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
