using System.Text.Json;

namespace Aevrion.Silo.Tests.OpenApi;

/// <summary>The OpenAPI document of a silo, and what it says of answers.</summary>
internal sealed class ApiDocument(JsonElement root)
{
    /// <summary>Each operation that it describes.</summary>
    public IEnumerable<(string Method, string Path)> Operations =>
        from path in root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name);

    /// <summary>Every string that stands in an <c>enum</c>.</summary>
    public HashSet<string> Words
    {
        get
        {
            var words = new HashSet<string>(StringComparer.Ordinal);
            Collect(root, words);
            return words;
        }
    }

    public JsonElement Operation(string method, string path) =>
        root.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());

    /// <summary>What is wrong with an answer, as the document has it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="mediaType">Its media type; null for no body.</param>
    /// <param name="documents">The JSON documents in it.</param>
    public IEnumerable<string> MistakesIn(JsonElement operation, int status, string? mediaType, IEnumerable<JsonElement> documents)
    {
        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var response))
            return [$"status {status} is not described"];
        if (mediaType is null)
            return response.TryGetProperty("content", out _) ? ["a body is described, and there is none"] : [];
        if (!response.TryGetProperty("content", out var content) || !content.TryGetProperty(mediaType, out var media))
            return [$"{status} {mediaType} is not described"];
        return media.TryGetProperty("schema", out var schema) ? documents.SelectMany(document => MistakesIn(schema, document, "$")) : [];
    }

    /// <summary>Where a document is not as its schema says.</summary>
    private IEnumerable<string> MistakesIn(JsonElement schema, JsonElement value, string at)
    {
        var resolved = Resolve(schema);
        if (resolved.TryGetProperty("allOf", out var all))
        {
            // Members are described by the first of them; the others narrow it.
            return MistakesIn(all[0], value, at).Concat(all.EnumerateArray().Skip(1).SelectMany(part => MistakesInEnums(part, value, at)));
        }

        if (resolved.TryGetProperty("oneOf", out var any) || resolved.TryGetProperty("anyOf", out any))
            return any.EnumerateArray().Select(part => MistakesIn(part, value, at).ToList()).MinBy(mistakes => mistakes.Count) ?? [];
        if (resolved.TryGetProperty("type", out var type) && !TypesOf(type).Contains(TypeOf(value)) && !IsIntegral(type, value))
            return [$"{at} is a {TypeOf(value)} and not a {type}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => MistakesInMembers(resolved, value, at),
            JsonValueKind.Array => resolved.TryGetProperty("items", out var items)
                ? value.EnumerateArray().SelectMany((item, index) => MistakesIn(items, item, $"{at}[{index}]"))
                : [$"{at} is a list and not described as one"],
            _ => [],
        };
    }

    private IEnumerable<string> MistakesInMembers(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
                yield return $"{at}.{name} is missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var described))
            {
                foreach (var mistake in MistakesIn(described, member.Value, place))
                    yield return mistake;
            }
            else if (!schema.TryGetProperty("additionalProperties", out _))
            {
                yield return $"{place} is not described";
            }
        }
    }

    private static IEnumerable<string> MistakesInEnums(JsonElement schema, JsonElement value, string at) =>
        from property in schema.GetProperty("properties").EnumerateObject()
        where !property.Value.GetProperty("enum").EnumerateArray().Any(word => word.GetString() == value.GetProperty(property.Name).GetString())
        select $"{at}.{property.Name} '{value.GetProperty(property.Name)}' is not described";

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (at, step) => at.GetProperty(step));
        return schema;
    }

    private static bool IsIntegral(JsonElement type, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && (TypesOf(type).Contains("number") || (TypesOf(type).Contains("integer") && value.TryGetInt64(out _)));

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static void Collect(JsonElement element, HashSet<string> words)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member is { Name: "enum", Value.ValueKind: JsonValueKind.Array })
                    words.UnionWith(member.Value.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!));
                Collect(member.Value, words);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, words);
        }
    }
}
