using System.Text.Json;
using Aevrion.Core;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Conflicts;

/// <summary>What a settlement asks for: <c>{"pick":"winner"|"loser"|"&lt;id&gt;"}</c>. Strict.</summary>
internal sealed class SettlementBody : StrictJsonObject
{
    private const string Expected = "\"pick\" must be \"winner\", \"loser\" or the id of a version, 64 hexadecimal digits.";

    private SettlementPick? _pick;
    private Hash256? _id;

    /// <summary>The request; only once it was parsed.</summary>
    public SettlementRequest ToRequest(string key) => new() { Key = key, Pick = _pick!.Value, Id = _id };

    protected override Problem? Check() => _pick is null ? Bad(Expected) : null;

    protected override string Describe(JsonException broken) =>
        $"It is not JSON (see line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).";

    protected override Problem? ReadMember(string name, ref Utf8JsonReader reader)
    {
        if (name != "pick")
            return Bad($"\"{name}\" is not known; there is \"pick\".");
        (_pick, _id) = reader.TokenType == JsonTokenType.String ? Read(reader.GetString()) : (null, null);
        return _pick is null ? Bad(Expected) : null;
    }

    protected override Problem Bad(string detail) => ProblemKinds.BadBody.With(detail);

    private static (SettlementPick?, Hash256?) Read(string? pick) => pick switch
    {
        "winner" => (SettlementPick.Winner, null),
        "loser" => (SettlementPick.Loser, null),
        _ => Hash256.TryParse(pick, out var id) ? (SettlementPick.Version, id) : (null, null),
    };
}
