namespace Orleans.Configuration;

/// <summary>How calls are carried.</summary>
public abstract class MessagingOptions
{
    /// <summary>
    /// How long a caller waits, by default 30 seconds. After that its call fails with <see cref="TimeoutException"/>; the grain goes on.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
