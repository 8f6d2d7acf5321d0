using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Reads;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Reads;

/// <summary><c>/v1/get</c>: many keys with one request.</summary>
internal static class MultiGetEndpoints
{
    private static readonly Problem TooLarge = ProblemKinds.BodyTooLarge.With(
        $"A list of keys has at most {HttpLimits.MaxMultiGetBodyBytes} bytes; ask for them in parts.");

    private static readonly Problem Overloaded = ProblemKinds.Overloaded.With("Too much is being answered just now. Try again shortly.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Post, "/v1/get", PostAsync);

    private static async Task PostAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context);
        var asked = new MultiGetBody();
        var problem = query.Problem ?? await ReadAsync(context, region, asked);
        var time = ReadTime.Of(query, asked.At, region);
        problem ??= query.Problem;
        if (problem is not null)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var grain = region.Grains.GetGrain<IReadGrain>(0);
        var (result, refused) = await time.ReadAsync(context, region, at => new ValueTask<MultiGetResult>(grain.GetMany(
            new MultiGetRequest { Keys = asked.Keys, At = at, MaxBytes = HttpLimits.MaxPageValueBytes })));
        if (result is null)
            await ProblemWriter.WriteAsync(context, refused!);
        else if (result.Status != OperationStatus.Done)
            await ProblemWriter.WriteAsync(context, OperationProblems.OfRead(result.Status));
        else
            await AnswerAsync(context, region, asked.Keys, result);
    }

    private static async Task<Problem?> ReadAsync(HttpContext context, RunningRegion region, MultiGetBody asked)
    {
        using var body = new RequestBody(region.Bodies, HttpLimits.MaxMultiGetBodyBytes, TooLarge);
        return await body.ReadAsync(context) ?? asked.Parse(body.Bytes.Span);
    }

    /// <summary>The values count as bodies in memory until the client has taken them.</summary>
    private static async Task AnswerAsync(HttpContext context, RunningRegion region, ImmutableArray<string> keys, MultiGetResult result)
    {
        var bytes = result.Items.Sum(item => (long)(item.Version?.Size ?? 0));
        if (!region.Bodies.TryTake(bytes))
        {
            await ProblemWriter.WriteAsync(context, Overloaded);
            return;
        }

        try
        {
            MultiGetEntry[] entries = [.. result.Items.Select((item, index) => Entry(keys[index], item.Version))];
            int? next = entries.Length < keys.Length ? entries.Length : null;
            await JsonAnswer.StreamAsync(context, new MultiGetAnswer(entries, next), ApiJson.Readable.MultiGetAnswer);
        }
        finally
        {
            region.Bodies.Return(bytes);
        }
    }

    private static MultiGetEntry Entry(string key, KeyVersion? version) => version is null or { IsDeletion: true }
        ? new MultiGetEntry(key, Found: false)
        : new MultiGetEntry(key, Found: true)
        {
            Id = version.Id.ToString(),
            Timestamp = version.Timestamp,
            Origin = version.Origin,
            Size = version.Size,
            Value = version.Value,
        };
}
