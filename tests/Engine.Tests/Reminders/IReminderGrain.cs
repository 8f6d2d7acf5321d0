using Orleans;

namespace Aevrion.Engine.Tests.Reminders;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    /// <summary>False when there is none of that name.</summary>
    Task<bool> Forget(string name);

    Task<string?> Find(string name);

    Task<List<string>> Names();

    /// <summary>Looks a reminder up, has it changed, and then removes it by what was looked up.</summary>
    Task ForgetByOutdatedCopy(string name);

    Task<Guid> Leave();
}
