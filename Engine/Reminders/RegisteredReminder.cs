using Orleans.Runtime;

namespace Aevrion.Engine.Reminders;

/// <summary>A reminder with the version of its row, by which it is removed.</summary>
internal sealed record RegisteredReminder(string ReminderName, string ETag) : IGrainReminder;
