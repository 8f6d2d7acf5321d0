namespace Aevrion.Storage.Statistics;

/// <summary>How large a region's database is on disk.</summary>
/// <param name="DatabaseBytes">All of it, in bytes, the server's write-ahead log excepted.</param>
/// <param name="CommitLogBytes">The commit log that watches resume from, in bytes.</param>
public sealed record StorageSize(long DatabaseBytes, long CommitLogBytes);
