namespace Aevrion.Chaos.Regions;

/// <summary>
/// A small file system in memory with a database on it, which can be filled up. It is mounted in the mount namespace of this run alone, and is gone with it.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    /// <summary>Environment variable that tells that mounts are seen by this run alone.</summary>
    public const string PrivateMountsVariable = "AEVRION_CHAOS_PRIVATE_MOUNTS";

    private const string BallastName = "ballast";
    private const int BallastStepBytes = 256 * 1024;

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, BallastName);

    /// <summary>True where one can be mounted.</summary>
    public static bool IsPermitted => Environment.GetEnvironmentVariable(PrivateMountsVariable) == "1";

    public static async Task<SmallDisk> MountAsync(string folder, int megabytes)
    {
        await Command.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "aevrion-chaos", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var step = new byte[BallastStepBytes];
        try
        {
            while (true)
                file.Write(step);
        }
        catch (IOException)
        {
            // That was the last of it.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Empty() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => await Command.RunAsync("umount", "-l", _folder);
}
