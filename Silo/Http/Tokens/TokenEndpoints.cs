using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage.Tokens;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Tokens;

/// <summary><c>/v1/tokens</c>: makes, lists and revokes the region's access tokens. A token's text is in one answer, and nowhere else.</summary>
internal static partial class TokenEndpoints
{
    private const string Path = "/v1/tokens";

    private static readonly Problem TooLarge = ProblemKinds.BodyTooLarge.With($"What asks for a token has at most {HttpLimits.MaxTokenBodyBytes} bytes.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Post, Path, CreateAsync);
        routes.MapRegion(HttpMethods.Get, Path, ListAsync);
        routes.MapRegion(HttpMethods.Delete, $"{Path}/{{id}}", RevokeAsync);
    }

    private static async Task CreateAsync(HttpContext context, RunningRegion region)
    {
        var asked = new TokenBody();
        if ((new RequestQuery(context).Problem ?? await ReadAsync(context, region, asked)) is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var wanted = asked.ToNewToken();
        var needsAdmin = !context.RequestServices.GetRequiredService<AccessControl>().HasConfiguredToken;
        var (outcome, token, text) = await region.Tokens.CreateAsync(wanted, needsAdmin, context.RequestAborted);
        if (outcome != TokenChange.Done)
        {
            await ProblemWriter.WriteAsync(context, outcome == TokenChange.TooMany ? TooMany : NoAdministratorYet);
            return;
        }

        var scopes = string.Join(", ", ScopeNames.Of(token.Scopes));
        var (logger, by) = (Logger(context), NameOf(context, region));
        LogCreated(logger, token.Id, scopes, by);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        await JsonAnswer.WriteAsync(context, TokenDocument.Of(token, region.Tokens.NowMs()) with { Token = text }, ApiJson.Readable.TokenDocument);
    }

    private static async Task ListAsync(HttpContext context, RunningRegion region)
    {
        if (new RequestQuery(context).Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        await region.Tokens.RefreshAsync(context.RequestAborted);
        var nowMs = region.Tokens.NowMs();
        var document = new TokensDocument([.. region.Tokens.All.Select(token => TokenDocument.Of(token, nowMs))]);
        await JsonAnswer.StreamAsync(context, document, ApiJson.Readable.TokensDocument);
    }

    /// <remarks>Not given up when the client leaves: a revocation that was asked for takes place.</remarks>
    private static async Task RevokeAsync(HttpContext context, RunningRegion region)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (new RequestQuery(context).Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var keepsAdmin = !context.RequestServices.GetRequiredService<AccessControl>().HasConfiguredToken;
        var outcome = await region.Tokens.RevokeAsync(id, keepsAdmin, CancellationToken.None);
        if (outcome == TokenChange.Unknown)
        {
            await ProblemWriter.WriteAsync(context, ProblemKinds.NoSuchToken.With("No token of this region has that id; 'aevrion token list' shows those it has."));
            return;
        }

        if (outcome != TokenChange.Done || region.Tokens.Find(id) is not { } known)
        {
            await ProblemWriter.WriteAsync(context, LastAdministrator);
            return;
        }

        var (logger, by) = (Logger(context), NameOf(context, region));
        LogRevoked(logger, id, by);
        await JsonAnswer.WriteAsync(context, TokenDocument.Of(known.Token, region.Tokens.NowMs()), ApiJson.Readable.TokenDocument);
    }

    private static async Task<Problem?> ReadAsync(HttpContext context, RunningRegion region, TokenBody asked)
    {
        using var body = new RequestBody(region.Bodies, HttpLimits.MaxTokenBodyBytes, TooLarge);
        return await body.ReadAsync(context) ?? asked.Parse(body.Bytes.Span);
    }

    private static Problem TooMany { get; } = ProblemKinds.TooManyTokens.With(
        $"The region has {TokenLimits.MaxTokens} tokens. Those that were revoked or have expired make room after {TokenLimits.Retention.TotalDays} days. Nothing was made.");

    private static Problem NoAdministratorYet { get; } = ProblemKinds.NoAdministrator.With(
        "Make a token of scope admin without prefixes first: once there is a token, every request needs one, and nobody could make another. Nothing was made.");

    private static Problem LastAdministrator { get; } = ProblemKinds.NoAdministrator.With(
        "This is the last valid token of scope admin without prefixes. Make another one first, or set Aevrion:AdminToken. It was not revoked.");

    private static string NameOf(HttpContext context, RunningRegion region) => Caller.Of(context, region).TokenId ?? "nobody with an id";

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TokenEndpoints).FullName!);

    [LoggerMessage(Level = LogLevel.Information, Message = "Token {Id} was created with the scopes {Scopes}, by token {By}")]
    private static partial void LogCreated(ILogger logger, string id, string scopes, string by);

    [LoggerMessage(Level = LogLevel.Information, Message = "Token {Id} was revoked, by token {By}")]
    private static partial void LogRevoked(ILogger logger, string id, string by);
}
