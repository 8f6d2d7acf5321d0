using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Tests.Access;

/// <summary>How a route is tried.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Route">Its path, as it is mapped.</param>
/// <param name="Needs">One of these scopes opens it; none for an open route.</param>
/// <param name="Path">A request that it would carry out.</param>
internal sealed record RouteRow(string Method, string Route, AccessScopes Needs, string Path)
{
    /// <summary>The body of that request.</summary>
    public string? Body { get; init; }

    /// <summary>What the request is answered when it is let in.</summary>
    public int Right { get; init; } = 200;

    /// <summary>A request to send instead, where <see cref="Path"/> would go on for ever or change what other rows rely on.</summary>
    public string? RightPath { get; init; }

    /// <summary>A request about keys that begin with <c>shut/</c>; null where there is nothing about keys in it.</summary>
    public string? DeniedPath { get; init; }

    public string? DeniedBody { get; init; }

    /// <summary>What a token that is limited to <c>open/</c> gets for it.</summary>
    public int Denied { get; init; } = 403;

    /// <summary>Whether that answer shows nothing of those keys.</summary>
    public Func<ApiAnswer, bool> ShowsNothing { get; init; } = _ => true;

    /// <summary>False for what HTTP/1.1 without TLS cannot ask.</summary>
    public bool IsAskedHere { get; init; } = true;

    public override string ToString() => $"{Method} {Route}";
}
