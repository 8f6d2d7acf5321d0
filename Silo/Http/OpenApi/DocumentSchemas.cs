using System.Text.Json.Nodes;
using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>The schemas of the OpenAPI document: one component for each kind of document, which routes refer to.</summary>
internal sealed class DocumentSchemas(OpenApiDocument document, OpenApiDocumentTransformerContext context)
{
    private const string ProblemName = nameof(ProblemDocument);

    /// <summary>The schema of a document, or of a list of them.</summary>
    public async Task<IOpenApiSchema> OfAsync(Type type, CancellationToken cancellationToken)
    {
        if (type.GetElementType() is { } item)
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = await OfAsync(item, cancellationToken) };
        if (document.Components?.Schemas?.ContainsKey(type.Name) != true)
            document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken));
        return new OpenApiSchemaReference(type.Name, document);
    }

    /// <summary>Adds the problem document, with every <c>type</c> that there is.</summary>
    public async Task AddProblemAsync(CancellationToken cancellationToken)
    {
        await OfAsync(typeof(ProblemDocument), cancellationToken);
        if (document.Components!.Schemas![ProblemName] is OpenApiSchema problem)
            problem.Properties!["type"] = TypesOf(ProblemKinds.All);
    }

    /// <summary>A problem document of one of some kinds.</summary>
    public IOpenApiSchema ProblemOf(IEnumerable<ProblemKind> kinds) => new OpenApiSchema
    {
        AllOf =
        [
            new OpenApiSchemaReference(ProblemName, document),
            new OpenApiSchema { Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["type"] = TypesOf(kinds) } },
        ],
    };

    /// <summary>A group of routes.</summary>
    public OpenApiTagReference Tag(string name)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        document.Tags.Add(new OpenApiTag { Name = name });
        return new OpenApiTagReference(name, document);
    }

    /// <summary>A type of JSON by its name.</summary>
    public static JsonSchemaType TypeOf(string name) => name switch
    {
        ParameterDescription.OfInteger => JsonSchemaType.Integer,
        ParameterDescription.OfFlag => JsonSchemaType.Boolean,
        _ => JsonSchemaType.String,
    };

    private static OpenApiSchema TypesOf(IEnumerable<ProblemKind> kinds) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. kinds.Select(kind => kind.Type).Distinct(StringComparer.Ordinal).Select(type => (JsonNode)JsonValue.Create(type))],
    };
}
