using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.OpenApi;

namespace Aevrion.Silo.Http;

/// <summary>Targets that begin with a prefix, the rest of which is a key.</summary>
/// <param name="prefix">Path before the key.</param>
internal sealed class KeyRoute(string prefix)
{
    private readonly RouteAccess? _get = AccessOf(HttpMethods.Get, prefix);
    private readonly RouteAccess? _post = AccessOf(HttpMethods.Post, prefix);
    private readonly RouteAccess? _put = AccessOf(HttpMethods.Put, prefix);
    private readonly RouteAccess? _delete = AccessOf(HttpMethods.Delete, prefix);

    public string Prefix => prefix;

    /// <summary>Its path as the documentation has it.</summary>
    public string Path { get; } = $"{prefix}{{key}}";

    /// <summary>For GET, and for HEAD, which it answers without a body.</summary>
    public KeyHandler? Get { get; init; }

    /// <summary>Answers GET as for a key that was never written, without looking: for callers who may not see the key. There is one where there is a <see cref="Get"/>.</summary>
    public KeyHandler? GetAbsent { get; init; }

    public KeyHandler? Post { get; init; }

    public KeyHandler? Put { get; init; }

    public KeyHandler? Delete { get; init; }

    /// <summary>The methods it has, as <c>Allow</c> lists them.</summary>
    public string Allowed => string.Join(", ", Methods());

    /// <summary>What answers a method; null when it is not allowed here.</summary>
    public KeyHandler? HandlerOf(string method)
    {
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return Get;
        if (HttpMethods.IsPut(method))
            return Put;
        if (HttpMethods.IsPost(method))
            return Post;
        return HttpMethods.IsDelete(method) ? Delete : null;
    }

    /// <summary>What a method asks of those who use it; a method that is not described is for administrators.</summary>
    public RouteAccess AccessOf(string method)
    {
        var access = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? _get
            : HttpMethods.IsPut(method) ? _put
            : HttpMethods.IsPost(method) ? _post
            : _delete;
        return access ?? RouteAccess.Admin;
    }

    private static RouteAccess? AccessOf(string method, string prefix) => RouteCatalogue.FindAccess(method, $"{prefix}{{key}}");

    private IEnumerable<string> Methods()
    {
        if (Delete is not null)
            yield return HttpMethods.Delete;
        if (Get is not null)
        {
            yield return HttpMethods.Get;
            yield return HttpMethods.Head;
        }

        if (Post is not null)
            yield return HttpMethods.Post;
        if (Put is not null)
            yield return HttpMethods.Put;
    }
}
