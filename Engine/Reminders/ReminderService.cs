using System.Collections.Concurrent;
using Aevrion.Engine.Runtime;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Aevrion.Engine.Reminders;

/// <summary>
/// Makes the reminders of the table tick. The table is read once, at start: this process is the only one that serves these grains, and it
/// applies its own changes to table and memory together.
/// </summary>
internal sealed class ReminderService(
    IReminderTable table,
    IOptions<ReminderOptions> options,
    SiloRuntime silo,
    IGrainFactory factory) : IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), TickingReminder> _ticking = new();
    private volatile bool _isStopped;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.RuntimeGrainServices, table.StartAsync, table.StopAsync);
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.Active, StartTickingAsync, StopTickingAsync);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException(
                $"Reminder {reminderName} cannot tick every {period}: {nameof(ReminderOptions.MinimumReminderPeriod)} is " +
                $"{options.Value.MinimumReminderPeriod}. Use a grain timer for shorter periods.", nameof(period));
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = silo.TimeProvider.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry) ?? throw new ReminderException($"Reminder {reminderName} of {callingGrainId} could not be stored.");
        Tick(entry);
        return new RegisteredReminder(reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not RegisteredReminder registered)
            throw new ArgumentException("The reminder was not obtained from this engine.", nameof(reminder));
        if (!await table.RemoveRow(callingGrainId, registered.ReminderName, registered.ETag))
            throw new ReminderException(
                $"Reminder {registered.ReminderName} of {callingGrainId} was changed or removed since it was obtained. Get it again.");
        if (_ticking.TryRemove((callingGrainId, registered.ReminderName), out var ticking))
            ticking.Dispose();
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await table.ReadRow(callingGrainId, reminderName) is { } row ? new RegisteredReminder(row.ReminderName, row.ETag!) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        var rows = await table.ReadRows(callingGrainId);
        return [.. rows.Reminders.Select(row => new RegisteredReminder(row.ReminderName, row.ETag!))];
    }

    private async Task StartTickingAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in (await table.ReadRows(0, 0)).Reminders)
            Tick(entry);
    }

    private Task StopTickingAsync(CancellationToken cancellationToken)
    {
        _isStopped = true;
        foreach (var ticking in _ticking.Values)
            ticking.Dispose();
        return Task.CompletedTask;
    }

    private void Tick(ReminderEntry entry)
    {
        var ticking = new TickingReminder(entry, silo, factory);
        _ticking.AddOrUpdate(
            (entry.GrainId, entry.ReminderName),
            ticking,
            (_, before) =>
            {
                before.Dispose();
                return ticking;
            });
        if (_isStopped)
            ticking.Dispose();
    }
}
