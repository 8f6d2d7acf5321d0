namespace Orleans.Configuration;

/// <summary>How calls are carried within the silo.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>
    /// Most requests waiting for one activation; further calls fail with <see cref="Runtime.LimitExceededException"/>. 0, the default: no limit.
    /// </summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }
}
