using System.Globalization;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Postgres;

/// <summary>Reminders in PostgreSQL, one row each, with a version that each change raises and that is the ETag.</summary>
internal sealed class PostgresReminderTable(NpgsqlDataSource source, string serviceId) : IReminderTable
{
    private const string Columns = "grain_type, grain_key, name, start_at, period, version";

    public Task StartAsync(CancellationToken cancellationToken = default) => PostgresSchema.EnsureAsync(source, cancellationToken);

    public async Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        await using var command = CommandFor(
            $"select {Columns} from engine_reminder where service = $1 and grain_type = $2 and grain_key = $3", grainId);
        return new ReminderTableData(await ReadAsync(command));
    }

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        if (begin != end)
            throw new NotSupportedException("One process serves all grains: reminders are read as a whole, with equal bounds.");
        await using var command = source.CreateCommand($"select {Columns} from engine_reminder where service = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        return new ReminderTableData(await ReadAsync(command));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        await using var command = CommandFor(
            $"select {Columns} from engine_reminder where service = $1 and grain_type = $2 and grain_key = $3 and name = $4", grainId, reminderName);
        return (await ReadAsync(command)).SingleOrDefault();
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using var command = CommandFor(
            "insert into engine_reminder (service, grain_type, grain_key, name, start_at, period, version) values ($1, $2, $3, $4, $5, $6, 1) " +
            "on conflict (service, grain_type, grain_key, name) " +
            "do update set start_at = excluded.start_at, period = excluded.period, version = engine_reminder.version + 1 returning version",
            entry.GrainId,
            entry.ReminderName);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc) });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = entry.Period });
        return await command.ExecuteScalarAsync() is long version ? TagOf(version) : null;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        await using var command = CommandFor(
            "delete from engine_reminder where service = $1 and grain_type = $2 and grain_key = $3 and name = $4 and version = $5", grainId, reminderName);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = long.Parse(eTag, CultureInfo.InvariantCulture) });
        return await command.ExecuteNonQueryAsync() > 0;
    }

    public async Task TestOnlyClearTable()
    {
        await using var command = source.CreateCommand("delete from engine_reminder where service = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        await command.ExecuteNonQueryAsync();
    }

    private static string TagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<ReminderEntry>> ReadAsync(NpgsqlCommand command)
    {
        var rows = new List<ReminderEntry>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new ReminderEntry
            {
                GrainId = GrainId.Create(reader.GetString(0), reader.GetString(1)),
                ReminderName = reader.GetString(2),
                StartAt = reader.GetDateTime(3),
                Period = reader.GetTimeSpan(4),
                ETag = TagOf(reader.GetInt64(5)),
            });
        }

        return rows;
    }

    private NpgsqlCommand CommandFor(string statement, GrainId grainId, string? name = null)
    {
        var command = source.CreateCommand(statement);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainId.Type.ToString() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainId.Key.ToString() });
        if (name is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return command;
    }
}
