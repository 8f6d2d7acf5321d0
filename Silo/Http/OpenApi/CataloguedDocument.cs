using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Fills the OpenAPI document from the <see cref="RouteCatalogue"/>; schemas are those of the documents that the routes read and answer.</summary>
internal sealed class CataloguedDocument : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Aevrion",
            Version = "v1",
            Description = "A multi-region event and key/value store. Times are milliseconds since the Unix epoch, ids 64 lower-case hexadecimal digits.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Paths = [];
        var schemas = new DocumentSchemas(document, context);
        await schemas.AddProblemAsync(cancellationToken);
        foreach (var path in RouteCatalogue.All.GroupBy(route => route.Path, StringComparer.Ordinal))
        {
            var item = new OpenApiPathItem { Operations = [] };
            foreach (var route in path)
                item.Operations[route.Method] = await OperationAsync(route, schemas, cancellationToken);
            document.Paths.Add(path.Key, item);
        }
    }

    private static async Task<OpenApiOperation> OperationAsync(RouteDescription route, DocumentSchemas schemas, CancellationToken cancellationToken)
    {
        var operation = new OpenApiOperation
        {
            OperationId = route.Name,
            Summary = route.Summary,
            Parameters = [.. route.Parameters.Select(Parameter)],
            Responses = [],
            Tags = new HashSet<OpenApiTagReference> { schemas.Tag(route.Group) },
        };
        if (route.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = body.Text,
                Required = true,
                Content = await ContentAsync(body.MediaType, body.Document, schemas, cancellationToken),
            };
        }

        foreach (var answer in route.Answers)
        {
            operation.Responses[$"{answer.Status}"] = new OpenApiResponse
            {
                Description = answer.Text,
                Headers = answer.Headers.ToDictionary(header => header.Name, header => (IOpenApiHeader)Header(header.Text), StringComparer.Ordinal),
                Content = answer.MediaType is null ? null : await ContentAsync(answer.MediaType, answer.Document, schemas, cancellationToken),
            };
        }

        foreach (var status in route.AllProblems.GroupBy(problem => problem.Status).OrderBy(status => status.Key))
            operation.Responses[$"{status.Key}"] = ProblemResponse([.. status], schemas);
        return operation;
    }

    private static OpenApiResponse ProblemResponse(ProblemKind[] kinds, DocumentSchemas schemas) => new()
    {
        Description = string.Join("; ", kinds.Select(kind => $"{kind.Slug}: {kind.Title}")),
        Headers = ProblemWriter.AsksToRetry(kinds[0].Status)
            ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Retry-After"] = Header("Seconds after which trying again makes sense.") }
            : null,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [ProblemWriter.ContentType] = new OpenApiMediaType { Schema = schemas.ProblemOf(kinds) },
        },
    };

    private static IOpenApiParameter Parameter(ParameterDescription parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        Description = parameter.Text,
        In = parameter.In switch
        {
            ParameterPlace.Path => ParameterLocation.Path,
            ParameterPlace.Query => ParameterLocation.Query,
            _ => ParameterLocation.Header,
        },
        Required = parameter.In == ParameterPlace.Path,
        Schema = new OpenApiSchema { Type = DocumentSchemas.TypeOf(parameter.Type) },
    };

    private static OpenApiHeader Header(string text) =>
        new OpenApiHeader { Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static async Task<IDictionary<string, OpenApiMediaType>> ContentAsync(
        string mediaType, Type? type, DocumentSchemas schemas, CancellationToken cancellationToken) =>
        new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [mediaType] = new OpenApiMediaType { Schema = type is null ? null : await schemas.OfAsync(type, cancellationToken) },
        };
}
