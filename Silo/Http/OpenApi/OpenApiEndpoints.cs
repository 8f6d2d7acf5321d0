using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary><c>/openapi/v1.json</c>: the API for programs to read. Made once, when it is first asked for.</summary>
internal sealed class OpenApiEndpoints([FromKeyedServices(OpenApiEndpoints.Document)] IOpenApiDocumentProvider provider)
{
    public const string Path = $"/openapi/{Document}.json";

    private const string Document = "v1";

    private readonly Lock _lock = new();
    private Task<byte[]>? _bytes;

    /// <summary>Registers what the document is made with.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = ApiJson.Readable.Options.PropertyNamingPolicy;
            options.SerializerOptions.NumberHandling = ApiJson.Readable.Options.NumberHandling;
        });
        services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer<OptionalMembers>();
            options.AddDocumentTransformer<CataloguedDocument>();
        });
        services.AddSingleton<OpenApiEndpoints>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<OpenApiEndpoints>();
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], async context =>
            await Answer.WriteAsync(context, "application/json; charset=utf-8", await endpoints.BytesAsync()))
            .WithMetadata(RouteCatalogue.AccessOf(HttpMethods.Get, Path));
    }

    private Task<byte[]> BytesAsync()
    {
        lock (_lock)
        {
            if (_bytes is null or { IsFaulted: true })
                _bytes = MakeAsync();
            return _bytes;
        }
    }

    private async Task<byte[]> MakeAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }
}
