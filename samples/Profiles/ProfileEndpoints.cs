using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Aevrion.Samples.Profiles;

/// <summary>What the page asks for.</summary>
internal static class ProfileEndpoints
{
    /// <summary>The kind of event that tells a page of a change.</summary>
    private const string Change = "change";

    /// <summary>The kind of the first event: what is read of the profiles from here on is either new enough, or changes are told.</summary>
    private const string Ready = "ready";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/profiles", (ProfileStore store, CancellationToken ended) => store.AllAsync(ended));
        routes.MapGet("/profiles/{name}", GetAsync);
        routes.MapPut("/profiles/{name}", PutAsync);
        routes.MapGet("/profiles/{name}/history", (string name, ProfileStore store, CancellationToken ended) => store.HistoryAsync(name, ended));
        routes.MapGet("/live", (ProfileStore store, CancellationToken ended) => TypedResults.ServerSentEvents(LiveAsync(store, ended)));
    }

    private static async IAsyncEnumerable<SseItem<StoredProfile?>> LiveAsync(ProfileStore store, [EnumeratorCancellation] CancellationToken ended)
    {
        var changes = store.ChangesAsync(ended);
        yield return new SseItem<StoredProfile?>(null, Ready);
        await foreach (var change in changes)
            yield return new SseItem<StoredProfile?>(change, Change);
    }

    private static async Task<IResult> GetAsync(string name, ProfileStore store, CancellationToken ended) =>
        await store.FindAsync(name, ended) is { } found ? Results.Ok(found) : Results.NotFound();

    /// <summary>With <c>If-Match</c>, the version that the user saw, nobody's change is lost: 409 says that there was one.</summary>
    private static async Task<IResult> PutAsync(string name, Profile profile, ProfileStore store, HttpRequest request, CancellationToken ended)
    {
        var seen = request.Headers.IfMatch is [{ Length: > 0 } tag] ? tag.Trim('"') : null;
        return await store.SaveAsync(name, profile, seen, ended) is { } version
            ? Results.Ok(new { version })
            : Results.Problem($"Somebody changed '{name}' meanwhile; look at it again.", statusCode: StatusCodes.Status409Conflict);
    }
}
