using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Aevrion.Engine.Storage;

/// <summary>State that lives as long as the silo. Kept as JSON, so that what a grain changes without writing is not stored.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), (byte[] State, long Version)> _rows = new();
    private long _lastVersion;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((grainId, stateName), out var row))
            GrainStateJson.Found(grainState, row.State, TagOf(row.Version));
        else
            GrainStateJson.NotFound(grainState);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId, stateName);
        (byte[] State, long Version) written = (GrainStateJson.Serialize(grainState), Interlocked.Increment(ref _lastVersion));
        var exists = _rows.TryGetValue(key, out var stored);
        var wrote = exists
            ? TagOf(stored.Version) == grainState.ETag && _rows.TryUpdate(key, written, stored)
            : grainState.ETag is null && _rows.TryAdd(key, written);
        if (!wrote)
            throw Conflict(stateName, grainId, exists ? TagOf(stored.Version) : null, grainState.ETag);
        grainState.ETag = TagOf(written.Version);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (grainId, stateName);
        if (_rows.TryGetValue(key, out var stored) &&
            (TagOf(stored.Version) != grainState.ETag || !_rows.TryRemove(KeyValuePair.Create(key, stored))))
            throw Conflict(stateName, grainId, TagOf(stored.Version), grainState.ETag);
        GrainStateJson.NotFound(grainState);
        return Task.CompletedTask;
    }

    private static string TagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, string? stored, string? current) =>
        new($"State {stateName} of grain {grainId} was changed by somebody else.", stored, current);
}
