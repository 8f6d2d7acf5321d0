using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Aevrion.Grains.Interfaces.Verification;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Verification;

/// <summary><c>/v1/verify</c>: compares what is derived from the events with them, and tells as it goes. It ends with its client.</summary>
internal static class VerificationEndpoints
{
    private const string Repair = "repair";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Post, "/v1/verify", VerifyAsync);

    private static async Task VerifyAsync(HttpContext context, RunningRegion region)
    {
        var query = new RequestQuery(context, Repair);
        var request = new VerificationRequest { Repair = query.Flag(Repair) };
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var grain = region.Grains.GetGrain<IVerificationGrain>(0);
        var start = await grain.Start(request);
        if (start.Id is { } id)
            await FollowAsync(context, grain, id);
        else
            await ProblemWriter.WriteAsync(context, (start.IsUnavailable ? ProblemKinds.StorageUnavailable : ProblemKinds.VerifyRunning).With(start.Refusal!));
    }

    private static async Task FollowAsync(HttpContext context, IVerificationGrain grain, Guid id)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        var output = context.Response.BodyWriter;
        try
        {
            await context.Response.StartAsync(either.Token);
            VerificationOutcome? outcome = null;
            while (outcome is null)
            {
                var part = await grain.Read(id).WaitAsync(either.Token);
                outcome = part is null ? new VerificationOutcome { Error = "The silo that ran it was lost. Start it again." } : part.Outcome;
                foreach (var mismatch in part?.Mismatches ?? [])
                    Write(output, VerificationLine.Of(mismatch));
                Write(output, outcome is null ? VerificationLine.OfProgress(part!) : VerificationLine.Of(outcome));
                await output.FlushAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            Write(output, VerificationLine.Of(new VerificationOutcome { Error = "The silo is stopping." }));
        }
        finally
        {
            await grain.Stop(id);
        }
    }

    private static void Write(PipeWriter output, VerificationLine line)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(line, ApiJson.Readable.VerificationLine));
        output.Write("\n"u8);
    }
}
