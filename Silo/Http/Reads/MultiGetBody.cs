using System.Collections.Immutable;
using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Reads;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Reads;

/// <summary>
/// What a reading of many keys asks for: <c>{"keys":["…",…],"at":T?}</c>. Strict: a member that is not known, given twice or of another
/// type is refused. A null counts as a member that is not there.
/// </summary>
internal sealed class MultiGetBody : StrictJsonObject
{
    private static readonly Problem TooManyKeys = ProblemKinds.BodyTooLarge.With(
        $"At most {MultiGetRequest.MaxKeys} keys are read at once; ask for them in parts.");

    /// <summary>The keys, checked, in the order asked.</summary>
    public ImmutableArray<string> Keys { get; private set; } = [];

    /// <summary>The time to read at as the query of a single read has it; null for the latest.</summary>
    public string? At { get; private set; }

    protected override Problem? Check() => Keys.IsEmpty ? Bad("\"keys\" must list at least one key.") : null;

    protected override string Describe(JsonException broken) =>
        $"It is not JSON (see line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).";

    protected override Problem? ReadMember(string name, ref Utf8JsonReader reader)
    {
        switch (name, reader.TokenType)
        {
            case ("keys" or "at", JsonTokenType.Null):
                return null;
            case ("keys", JsonTokenType.StartArray):
                return ReadKeys(ref reader);
            case ("keys", _):
                return Bad("\"keys\" must be a list of strings.");
            case ("at", JsonTokenType.String):
                At = reader.GetString();
                return null;
            case ("at", JsonTokenType.Number) when reader.TryGetInt64(out var timestamp):
                At = timestamp.ToString();
                return null;
            case ("at", _):
                return Bad("\"at\" must be a time: a whole number of milliseconds since 1970, or a string.");
            default:
                return Bad($"\"{name}\" is not known; there are \"keys\" and \"at\".");
        }
    }

    private Problem? ReadKeys(ref Utf8JsonReader reader)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                return Bad("\"keys\" must be a list of strings.");
            if (keys.Count == MultiGetRequest.MaxKeys)
                return TooManyKeys;
            var key = reader.GetString()!;
            if (EventRules.CheckKey(key) is not EventRejection.None and var rejection)
                return EventProblems.Of(rejection);
            keys.Add(key);
        }

        Keys = keys.DrainToImmutable();
        return null;
    }

    protected override Problem Bad(string detail) => ProblemKinds.BadBody.With(detail);
}
