using Aevrion.Core.Tree;

namespace Aevrion.Storage;

/// <summary>Where a region keeps its events. Checked by <see cref="StorageOptionsValidator"/>.</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// Npgsql connection string of the region's own PostgreSQL database. What it says about pool size, timeouts and preparing is
    /// replaced by the properties below. The database is created when it does not exist.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Name of the region that the database belongs to: 1 to 64 characters.</summary>
    public string Region { get; set; } = "";

    /// <summary>Geometry of the time tree; fixed once the database has been made. Default: one minute, 32 children.</summary>
    public TreeShape Shape { get; set; } = new();

    /// <summary>Most connections one silo holds. Default 20.</summary>
    public int MaxPoolSize { get; set; } = 20;

    /// <summary>How long to wait for a connection, new or from the pool; whole seconds. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may take; whole seconds. Default 30 s.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
