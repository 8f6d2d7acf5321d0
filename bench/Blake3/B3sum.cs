using Aevrion.Bench.Tools;

namespace Aevrion.Bench.Blake3;

/// <summary>
/// The native program, on one thread. Its start does not count: what is measured is the difference between a large file and a small one,
/// both of which lie in memory.
/// </summary>
internal sealed class B3sum : IDisposable
{
    private const int SmallBytes = 1 << 20;
    private const int LargeBytes = 257 << 20;
    private const string MemoryFolder = "/dev/shm";

    private readonly string _program;
    private readonly DirectoryInfo _folder;

    private B3sum(string program)
    {
        _program = program;
        _folder = Directory.CreateDirectory(Path.Combine(Directory.Exists(MemoryFolder) ? MemoryFolder : Path.GetTempPath(), $"aevrion-{Guid.NewGuid():n}"));
        Write(Small, SmallBytes);
        Write(Large, LargeBytes);
    }

    private string Small => Path.Combine(_folder.FullName, "small");

    private string Large => Path.Combine(_folder.FullName, "large");

    /// <summary>Finds it; null where it is not installed.</summary>
    public static B3sum? Find() => ExternalTool.Find("b3sum") is { } program ? new B3sum(program) : null;

    /// <summary>Bytes hashed a second.</summary>
    public async Task<double> BytesPerSecondAsync(CancellationToken cancellationToken)
    {
        var small = await SecondsAsync(Small, cancellationToken);
        var large = await SecondsAsync(Large, cancellationToken);
        return (LargeBytes - SmallBytes) / (large - small);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(string path, int bytes)
    {
        using var file = File.Create(path);
        var block = new byte[SmallBytes];
        for (var written = 0; written < bytes; written += block.Length)
            file.Write(block);
    }

    private async Task<double> SecondsAsync(string path, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        await ToolRun.RunAsync(_program, ["--num-threads", "1", "--no-names", path], [], cancellationToken);
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }
}
