using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that has reminders: they outlive activations and restarts, and activate it when they are due.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at each tick of a reminder, as an ordinary request.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
