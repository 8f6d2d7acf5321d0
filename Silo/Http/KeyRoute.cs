namespace Aevrion.Silo.Http;

/// <summary>Targets that begin with a prefix, the rest of which is a key.</summary>
/// <param name="prefix">Path before the key.</param>
internal sealed class KeyRoute(string prefix)
{
    public string Prefix => prefix;

    /// <summary>For GET, and for HEAD, which it answers without a body.</summary>
    public KeyHandler? Get { get; init; }

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
