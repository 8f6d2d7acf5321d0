using System.Globalization;
using Aevrion.Engine.Storage;
using Npgsql;
using NpgsqlTypes;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Aevrion.Engine.Postgres;

/// <summary>
/// Grain state in PostgreSQL: one row a state, as jsonb, with a version that each write raises by one and that is the ETag. A write counts
/// only if the row still has the version that the grain has read; the database decides, in one statement.
/// </summary>
internal sealed class PostgresGrainStorage(NpgsqlDataSource source, string serviceId) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private const string Key = "service = $1 and grain_type = $2 and grain_key = $3 and state_name = $4";

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PostgresGrainStorage),
        ServiceLifecycleStage.RuntimeStorageServices,
        cancellationToken => PostgresSchema.EnsureAsync(source, cancellationToken));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await using var command = CommandFor($"select state, version from engine_grain_state where {Key}", stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken))
            GrainStateJson.Found(grainState, await reader.GetFieldValueAsync<byte[]>(0, cancellationToken), TagOf(reader.GetInt64(1)));
        else
            GrainStateJson.NotFound(grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var version = VersionOf(grainState.ETag);
        await using var command = version is null
            ? CommandFor(
                "insert into engine_grain_state (service, grain_type, grain_key, state_name, state, version) values ($1, $2, $3, $4, $5, 1) " +
                "on conflict do nothing returning version",
                stateName,
                grainId)
            : CommandFor(
                $"update engine_grain_state set state = $5, version = version + 1, written_at = now() where {Key} and version = $6 returning version",
                stateName,
                grainId);
        command.Parameters.Add(new NpgsqlParameter { Value = GrainStateJson.Serialize(grainState), NpgsqlDbType = NpgsqlDbType.Jsonb });
        if (version is { } expected)
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = expected });
        if (await command.ExecuteScalarAsync(cancellationToken) is not long written)
            throw await ConflictAsync(stateName, grainId, grainState.ETag, cancellationToken);
        grainState.ETag = TagOf(written);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (VersionOf(grainState.ETag) is { } version)
        {
            await using var command = CommandFor($"delete from engine_grain_state where {Key} and version = $5", stateName, grainId);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version });
            if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
                throw await ConflictAsync(stateName, grainId, grainState.ETag, cancellationToken);
        }
        else if (await ReadTagAsync(stateName, grainId, cancellationToken) is not null)
        {
            throw await ConflictAsync(stateName, grainId, null, cancellationToken);
        }

        GrainStateJson.NotFound(grainState);
    }

    private static string TagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long? VersionOf(string? tag) => tag is null ? null : long.Parse(tag, CultureInfo.InvariantCulture);

    private NpgsqlCommand CommandFor(string statement, string stateName, GrainId grainId)
    {
        var command = source.CreateCommand(statement);
        foreach (var value in (ReadOnlySpan<string>)[serviceId, grainId.Type.ToString(), grainId.Key.ToString(), stateName])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }

    private async Task<string?> ReadTagAsync(string stateName, GrainId grainId, CancellationToken cancellationToken)
    {
        await using var command = CommandFor($"select version from engine_grain_state where {Key}", stateName, grainId);
        return await command.ExecuteScalarAsync(cancellationToken) is long version ? TagOf(version) : null;
    }

    private async Task<InconsistentStateException> ConflictAsync(string stateName, GrainId grainId, string? tag, CancellationToken cancellationToken) =>
        new($"State {stateName} of grain {grainId} was changed by somebody else.", await ReadTagAsync(stateName, grainId, cancellationToken), tag);
}
