using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Backup;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of backups.</summary>
internal static class BackupDescriptions
{
    private const string Group = "Backup";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/backup", "backup", Group, "All events of the region at one moment, as a backup file.")
        {
            Access = RouteAccess.AdminAtLength,
            Answers =
            [
                new AnswerDescription(StatusCodes.Status200OK, "The backup; it is whole only when its last block is a trailer.")
                {
                    MediaType = BackupEndpoints.MediaType,
                },
            ],
            Problems = [ProblemKinds.BackupRunning],
        },
        new(HttpMethod.Post, "/v1/restore", "restore", Group, "Brings the events of a backup into the region; what is there stays. Safe to repeat.")
        {
            Access = RouteAccess.AdminAtLength,
            Body = new BodyDescription(BackupEndpoints.MediaType, "A backup file."),
            Answers = [AnswerDescription.Of<RestoreDocument>("Every event of the backup is durable in the region.")],
            Problems = [ProblemKinds.BackupRunning, ProblemKinds.BadBackup, ProblemKinds.UnsupportedEncoding],
        },
    ];
}
