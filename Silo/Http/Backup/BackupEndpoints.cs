using System.Buffers;
using Aevrion.Grains.Backup;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage.Backup;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Backup;

/// <summary><c>/v1/backup</c> and <c>/v1/restore</c>: all events of the region as one file, and back.</summary>
internal static class BackupEndpoints
{
    /// <summary>The media type of a backup.</summary>
    public const string MediaType = "application/vnd.aevrion.backup";

    /// <summary>
    /// Bytes of a backup that cannot be restored that are read on and thrown away, so that its client gets to see why (256 MiB).
    /// </summary>
    private const long MaxDiscardedBytes = 256L * 1024 * 1024;

    private const int DiscardBufferBytes = 64 * 1024;

    private static readonly Problem Overloaded = ProblemKinds.Overloaded.With("Too many requests are under way; nothing was restored. Try again shortly.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, "/v1/backup", BackUpAsync);
        routes.MapRegion(HttpMethods.Post, "/v1/restore", RestoreAsync);
    }

    private static async Task BackUpAsync(HttpContext context, RunningRegion region)
    {
        var turns = context.RequestServices.GetRequiredService<BackupTurns>();
        if (new RequestQuery(context).Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        if (!turns.TryBeginBackup())
        {
            await ProblemWriter.WriteAsync(context, ProblemKinds.BackupRunning.With("This silo takes a backup at this moment. Wait until that is done; then try again."));
            return;
        }

        try
        {
            await WriteAsync(context, region);
        }
        finally
        {
            turns.EndBackup();
        }
    }

    private static async Task WriteAsync(HttpContext context, RunningRegion region)
    {
        var now = region.Clock.NowMs();
        var source = region.Services.GetRequiredService<IBackupSource>();
        await using var snapshot = await source.OpenAsync(region.Options.Region, now, context.RequestAborted);
        var name = $"{region.Options.Region}-{DateTimeOffset.FromUnixTimeMilliseconds(now):yyyyMMdd'T'HHmmss'Z'}.aevbackup";
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}\"";
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        var error = await snapshot.WriteAsync(context.Response.Body, context.RequestAborted);
        var logger = LoggerOf(context);
        if (error is null)
            BackupLog.Taken(logger, snapshot.Header.Events);
        else
            BackupLog.Failed(logger, error);
    }

    private static async Task RestoreAsync(HttpContext context, RunningRegion region)
    {
        var turns = context.RequestServices.GetRequiredService<BackupTurns>();
        if ((new RequestQuery(context).Problem ?? CheckEncoding(context.Request)) is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        if (!turns.TryBeginRestore())
        {
            await ProblemWriter.WriteAsync(context, ProblemKinds.BackupRunning.With("This silo restores a backup at this moment. Wait until that is done; then try again."));
            return;
        }

        const long budget = (BackupLimits.RestoredBlocksInFlight + 2L) * BackupLimits.MaxBlockBytes;
        var hasRoom = region.Bodies.TryTake(budget);
        try
        {
            if (hasRoom)
                await ReadAsync(context, region);
            else
                await ProblemWriter.WriteAsync(context, Overloaded);
        }
        finally
        {
            if (hasRoom)
                region.Bodies.Return(budget);
            turns.EndRestore();
        }
    }

    private static async Task ReadAsync(HttpContext context, RunningRegion region)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var logger = LoggerOf(context);
        try
        {
            var report = await region.Services.GetRequiredService<RegionRestore>().RunAsync(context.Request.Body, context.RequestAborted);
            BackupLog.Restored(logger, report.Header.Region, report.Trailer.Events, report.Added);
            await JsonAnswer.WriteAsync(context, RestoreDocument.Of(report), ApiJson.Readable.RestoreDocument);
        }
        catch (BackupRejectedException rejected)
        {
            BackupLog.Rejected(logger, rejected.Message);
            await DiscardAsync(context);
            await ProblemWriter.WriteAsync(context, ProblemKinds.BadBackup.With(rejected.Message));
        }
        catch (Exception failure) when (failure is Storage.StorageUnavailableException or Storage.Appending.AppendQueueFullException)
        {
            await DiscardAsync(context);
            throw;
        }
    }

    private static Problem? CheckEncoding(HttpRequest request) => request.Headers.ContentEncoding.ToString() is "" or "identity"
        ? null
        : ProblemKinds.UnsupportedEncoding.With("A backup is compressed already; send it as it is.");

    private static async Task DiscardAsync(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(DiscardBufferBytes);
        try
        {
            int read;
            for (var discarded = 0L; discarded < MaxDiscardedBytes; discarded += read)
            {
                read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
                if (read == 0)
                    break;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(BackupEndpoints).FullName!);
}
