using Aevrion.Client.Transport;

namespace Aevrion.Client;

/// <content>Backups of a region.</content>
public sealed partial class AevrionClient
{
    /// <summary>Takes a backup of all events of the region at one moment. Every block is checked before it is written.</summary>
    /// <param name="destination">Where it goes. What was written when this fails is no whole backup.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="AevrionBackupException">The region broke it off; the message says why.</exception>
    /// <exception cref="AevrionUnavailableException">No region answered, or the connection broke.</exception>
    public async Task<BackupReport> BackupAsync(
        Stream destination, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var request = new ApiRequest("backup", HttpMethod.Get, "/v1/backup", RetrySafety.Idempotent) { IsStreamed = true };
        using var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.ThrowIfRefused();
        var body = await response.Live!.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var arriving = new ArrivingBackup(response, body, _attemptTimeout);
        await using (arriving.ConfigureAwait(false))
            return await BackupCheck.RunAsync(arriving, destination, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Brings the events of a backup into the region, which may have events already: those stay. Safe to repeat, so one that was broken off is run
    /// again. Takes as long as it takes; meant for a connection over HTTP, since one over a cluster holds the whole backup in memory.
    /// </summary>
    /// <param name="source">The backup, from where it stands. When it can seek, it is sent again where the connection broke.</param>
    /// <param name="progress">Told how many bytes were sent.</param>
    /// <param name="cancellationToken">Breaks it off; what was restored stays.</param>
    /// <exception cref="AevrionInvalidRequestException">The region found the backup broken; the message says where.</exception>
    /// <exception cref="AevrionUnavailableException">No region answered, or the connection broke; some of the events may have been restored.</exception>
    public async Task<RestoreReport> RestoreAsync(
        Stream source, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var request = new ApiRequest("restore", HttpMethod.Post, "/v1/restore", RetrySafety.KnownWhereItWasSent)
        {
            Upload = new UploadSource(source, progress),
            ContentType = MediaTypes.Backup,
            AttemptTimeout = Timeout.InfiniteTimeSpan,
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.RestoreReport);
    }
}
