using System.Globalization;

namespace Orleans;

/// <summary>How long callers of the method wait, in place of <c>MessagingOptions.ResponseTimeout</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute : Attribute
{
    /// <param name="timeout">A <see cref="TimeSpan"/> as text, such as <c>00:00:05</c>.</param>
    public ResponseTimeoutAttribute(string timeout) => Timeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);

    public TimeSpan? Timeout { get; init; }
}
