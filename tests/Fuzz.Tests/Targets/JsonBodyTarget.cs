using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Silo.Http.Conflicts;
using Aevrion.Silo.Http.Reads;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>The JSON bodies of requests: a list of keys to read, and a settlement. What is taken is what another reader finds.</summary>
internal sealed class JsonBodyTarget : FuzzTarget
{
    public override string Name => "json-body";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        """{"keys":["a","b\u00e9"],"at":1700000000000}""", """{"keys":["a"],"at":"5m ago"}""", """{"pick":"winner"}""", $$"""{"pick":"{{Given.Id}}"}""", """ {"keys":null} """);

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "\"keys\":", "\"at\":", "\"pick\":", "\"loser\"", "null", "[", "]", "{", "}", ",", "\\u0000", "\\ud800", "\"\"", "\"a\",", "[[[[[[[[");

    public override string Run(byte[] input)
    {
        var many = new MultiGetBody();
        var settlement = new SettlementBody();
        var badMany = many.Parse(input);
        var badSettlement = settlement.Parse(input);
        if (badMany is null)
        {
            using var document = JsonDocument.Parse(input);
            if (!many.Keys.SequenceEqual(document.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)))
                throw new InvalidOperationException("Other keys were read than stand there.");
            if (many.Keys.Any(key => EventRules.CheckKey(key) != EventRejection.None))
                throw new InvalidOperationException("A key that breaks the rules was taken.");
        }

        if (badSettlement is null)
            return settlement.ToRequest("key").Pick.ToString();
        return $"{Names.Of(badMany?.Detail ?? "keys")} | {Names.Of(badSettlement.Detail)}";
    }
}
