namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="AdmitEvents"/> and <see cref="AwaitAdmissions"/>.</summary>
/// <param name="Added">How many of the events that became durable since the last answer were new.</param>
/// <param name="HeldBack">How many events of a push wait for their time, or may not enter, and are not durable; not told of transfers.</param>
public sealed record EventsAdmitted(int Added, int HeldBack = 0) : SyncInput;
