namespace Orleans.Runtime;

/// <summary>Where a silo is in its life. The embedded engine's only silo is active as long as anybody can ask.</summary>
public enum SiloStatus
{
    None = 0,
    Created = 1,
    Joining = 2,
    Active = 3,
    ShuttingDown = 4,
    Stopping = 5,
    Dead = 6,
}
