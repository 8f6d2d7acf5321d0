namespace Aevrion.Core.Sync.Exchange;

/// <summary>Wait until everything that was given to <see cref="AdmitEvents"/> is durable. Answered by <see cref="EventsAdmitted"/>.</summary>
public sealed record AwaitAdmissions : SyncEffect
{
    /// <summary>The one value.</summary>
    public static AwaitAdmissions Instance { get; } = new();
}
