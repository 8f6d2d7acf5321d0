using System.Collections.Immutable;
using Aevrion.Grains.Access;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Reads;
using Aevrion.Grains.Load;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
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

    private static readonly MultiGetResult NoTurn = new() { Status = OperationStatus.Overloaded };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Post, "/v1/get", PostAsync);

    private static async Task PostAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context);
        var asked = new MultiGetBody();
        var problem = query.Problem ?? (region.Turns.Pages.IsFull ? OperationProblems.OfRead(OperationStatus.Overloaded) : null) ?? await ReadAsync(context, region, asked);
        var time = ReadTime.Of(query, asked.At, region);
        problem ??= query.Problem;
        if (problem is not null)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var permitted = Caller.Of(context, region).Keys;
        var keys = permitted.IsLimited ? asked.Keys.RemoveAll(key => !permitted.Contains(key)) : asked.Keys;
        var (result, refused) = await time.ReadAsync(context, region, at => ReadAsync(context, region, keys, at));
        if (result is null)
            await ProblemWriter.WriteAsync(context, refused!);
        else if (result.Status != OperationStatus.Done)
            await ProblemWriter.WriteAsync(context, OperationProblems.OfRead(result.Status));
        else
            await AnswerAsync(context, region, asked.Keys, result with { Items = WithDenied(asked.Keys, permitted, result.Items) });
    }

    private static async ValueTask<MultiGetResult> ReadAsync(HttpContext context, RunningRegion region, ImmutableArray<string> keys, long? at) => keys.IsEmpty
        ? new MultiGetResult { Status = OperationStatus.Done, Items = [] }
        : await region.Turns.Pages.RunAsync(
            () => region.Grains.GetGrain<IReadGrain>(0).GetMany(new MultiGetRequest { Keys = keys, At = at, MaxBytes = HttpLimits.MaxPageValueBytes }),
            NoTurn,
            context.RequestAborted);

    /// <summary>Puts keys that the caller may not see back to their places, as absent, up to the first permitted one that was not answered.</summary>
    private static ImmutableArray<ReadResult> WithDenied(ImmutableArray<string> keys, PermittedKeys permitted, ImmutableArray<ReadResult> items)
    {
        if (!permitted.IsLimited)
            return items;
        var all = ImmutableArray.CreateBuilder<ReadResult>(keys.Length);
        var next = 0;
        foreach (var key in keys)
        {
            if (!permitted.Contains(key))
                all.Add(new ReadResult { Status = OperationStatus.Done });
            else if (next < items.Length)
                all.Add(items[next++]);
            else
                break;
        }

        return all.ToImmutable();
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
            region.Load.Add(LoadCount.Reads, entries.Length);
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
