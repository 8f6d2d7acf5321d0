using System.Text.Json;
using Orleans;

namespace Aevrion.Engine.Storage;

/// <summary>
/// Grain state as JSON: public properties and fields, under their names. A state class must come back from it as it was.
/// </summary>
internal static class GrainStateJson
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    public static byte[] Serialize<T>(IGrainState<T> grainState) => JsonSerializer.SerializeToUtf8Bytes(grainState.State, Options);

    public static void Found<T>(IGrainState<T> grainState, ReadOnlySpan<byte> json, string tag)
    {
        grainState.State = JsonSerializer.Deserialize<T>(json, Options);
        grainState.ETag = tag;
        grainState.RecordExists = true;
    }

    public static void NotFound<T>(IGrainState<T> grainState)
    {
        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}
