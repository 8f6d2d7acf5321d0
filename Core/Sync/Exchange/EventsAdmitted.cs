namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="AdmitEvents"/> and <see cref="AwaitAdmissions"/>.</summary>
/// <param name="Added">How many of the events that became durable since the last answer were new.</param>
public sealed record EventsAdmitted(int Added) : SyncInput;
