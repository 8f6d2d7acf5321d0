using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Reminders;

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private readonly Guid _id = Guid.NewGuid();

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Note("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Note($"{reminderName} each {status.Period.TotalMilliseconds} ms");
        if (status.CurrentTickTime.Kind == DateTimeKind.Utc && status.CurrentTickTime >= status.FirstTickTime)
            Probe.Note($"{reminderName} in time");
        return Task.CompletedTask;
    }

    public Task Remind(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> Forget(string name)
    {
        if (await this.GetReminder(name) is not { } reminder)
            return false;
        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<string?> Find(string name) => (await this.GetReminder(name))?.ReminderName;

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public async Task ForgetByOutdatedCopy(string name)
    {
        var reminder = await this.GetReminder(name);
        await Remind(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await this.UnregisterReminder(reminder!);
    }

    public Task<Guid> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(_id);
    }
}
