using Aevrion.Core.Events;
using Aevrion.Grains.Access;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Telemetry;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Conflicts;

/// <summary><c>/v1/conflicts</c>: versions that lost to a concurrent write, and <c>/v1/conflicts/{key}</c>, which settles one key's.</summary>
internal static class ConflictEndpoints
{
    private static readonly Problem TooLarge = ProblemKinds.BodyTooLarge.With(
        $"A settlement has at most {HttpLimits.MaxSettlementBytes} bytes.");

    private static readonly Problem Busy = ProblemKinds.Overloaded.With("Too much is being answered just now. Try again shortly.");

    public static KeyRoute Route { get; } = new("/v1/conflicts/") { Post = SettleAsync };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Get, "/v1/conflicts", ListAsync);

    private static async Task ListAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, "prefix", ConflictCursor.Parameter, "limit", "values");
        var prefix = ReadPrefix(query);
        var request = new ConflictRequest
        {
            Prefix = prefix,
            After = ConflictCursor.Read(query, prefix),
            Limit = query.Integer("limit", HttpLimits.DefaultPage, least: 1, HttpLimits.MaxPage),
            IncludeValues = query.Flag("values"),
            MaxBytes = HttpLimits.MaxPageValueBytes,
        };
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var page = await ListPartsAsync(Grain(region), request, Caller.Of(context, region).Keys);
        if (page.Status == ConflictStatus.Done)
            await AnswerAsync(context, region, page, request.IncludeValues);
        else
            await ProblemWriter.WriteAsync(context, ConflictProblems.Of(page.Status, settled: null));
    }

    private static async Task<ConflictPage> ListPartsAsync(IConflictGrain grain, ConflictRequest request, PermittedKeys permitted)
    {
        if (!permitted.IsLimited)
            return await grain.List(request);
        var (page, hasMore) = await KeyParts.Of(permitted, request.Prefix, request.After?.Key).ReadAsync(
            part => grain.List(request with { Prefix = part, After = PositionIn(part, request.After) }),
            read => read.Status != ConflictStatus.Done || read.HasMore || !read.Conflicts.IsEmpty);
        page ??= new ConflictPage { Status = ConflictStatus.Done };
        return hasMore && !page.Conflicts.IsEmpty ? page with { HasMore = true } : page;
    }

    private static ConflictPosition? PositionIn(string part, ConflictPosition? after) =>
        after?.Key.StartsWith(part, StringComparison.Ordinal) == true ? after : null;

    private static string ReadPrefix(RequestQuery query)
    {
        var prefix = query.Text("prefix") ?? "";
        if (prefix.Length > 0 && EventRules.CheckKey(prefix) is not EventRejection.None and var rejection)
            query.Refuse("prefix", $"is not the beginning of a key: {EventProblems.Of(rejection).Detail}");
        return prefix;
    }

    /// <summary>The values count as bodies in memory until the client has taken them.</summary>
    private static async Task AnswerAsync(HttpContext context, RunningRegion region, ConflictPage page, bool withValues)
    {
        var bytes = withValues ? page.Conflicts.Sum(conflict => (long)conflict.Winner.Size + conflict.Loser.Size) : 0;
        if (!region.Bodies.TryTake(bytes))
        {
            await ProblemWriter.WriteAsync(context, Busy);
            return;
        }

        try
        {
            await JsonAnswer.StreamAsync(context, ConflictsDocument.Of(page), ApiJson.Readable.ConflictsDocument);
        }
        finally
        {
            region.Bodies.Return(bytes);
        }
    }

    private static async Task SettleAsync(HttpContext context, RunningRegion region, string key)
    {
        var asked = new SettlementBody();
        if ((new RequestQuery(context).Problem ?? await ReadAsync(context, region, asked)) is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        GrainTrace.Carry();
        var result = await Grain(region).Settle(asked.ToRequest(key));
        if (result is { Status: ConflictStatus.Done, Id: { } id, Timestamp: { } timestamp })
            await JsonAnswer.WriteAsync(context, new WriteAnswer(key, id.ToString(), timestamp), ApiJson.Readable.WriteAnswer);
        else
            await ProblemWriter.WriteAsync(context, ConflictProblems.Of(result.Status, result));
    }

    private static async Task<Problem?> ReadAsync(HttpContext context, RunningRegion region, SettlementBody asked)
    {
        using var body = new RequestBody(region.Bodies, HttpLimits.MaxSettlementBytes, TooLarge);
        return await body.ReadAsync(context) ?? asked.Parse(body.Bytes.Span);
    }

    private static IConflictGrain Grain(RunningRegion region) => region.Grains.GetGrain<IConflictGrain>(0);
}
