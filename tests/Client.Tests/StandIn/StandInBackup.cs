using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>Answers backups with a file that a region wrote, and restores of that file.</summary>
internal sealed class StandInBackup(StandInRegion region, HttpContext context)
{
    /// <summary>Events in the file.</summary>
    public const long Events = 53;

    /// <summary>The file.</summary>
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "StandIn", "version-1.aevbackup"));

    public Task WriteAsync()
    {
        context.Response.ContentType = "application/vnd.aevrion.backup";
        return context.Response.Body.WriteAsync(region.Backup, context.RequestAborted).AsTask();
    }

    public Task RestoreAsync(byte[] body) => body.AsSpan().SequenceEqual(region.Backup)
        ? context.Response.WriteAsJsonAsync(new
        {
            region = "eu", takenAt = 1_751_000_020_000, events = Events, added = Events, alreadyThere = 0, digest = new string('a', 64), count = Events, identical = true,
        })
        : Problems.WriteAsync(context, 422, "bad-backup", "The backup has an event from the future. Correct this machine's clock.");
}
