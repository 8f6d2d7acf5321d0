namespace Aevrion.Storage.Tests.Backup;

/// <summary>A file of version 1, as it was written when that version came to be, can be read for as long as the version is.</summary>
public sealed class RecordedBackupTests
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Backup", "Recorded", "version-1.aevbackup");

    [Fact]
    public async Task A_recorded_file_is_read_as_it_was_written()
    {
        await using var region = await BackedUpRegion.CreateAsync(series: 40, largestValueBytes: 100);
        var read = await ReadBackup.OfAsync(await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
        Assert.Null(read.Refusal);
        Assert.Equal(region.Events.Select(ReadBackup.Describe), read.Events.Select(ReadBackup.Describe));
        Assert.Equal(("eu", BackedUpRegion.TakenAt), (read.Reader.Header.Region, read.Reader.Header.TakenAt));
        Assert.Equal("7bdf124eb40ad17da20ff0dce3b66e7995304a891c2b66d9048f17537df6177f", read.Reader.Trailer!.Digest);
    }

    [Fact]
    public async Task What_is_written_today_has_the_same_content()
    {
        await using var region = await BackedUpRegion.CreateAsync(series: 40, largestValueBytes: 100);
        var bytes = await region.BackUpAsync();
        if (Environment.GetEnvironmentVariable("AEVRION_RECORD_BACKUP") is { } target)
            await File.WriteAllBytesAsync(target, bytes, TestContext.Current.CancellationToken);
        var (recorded, today) = (await ReadBackup.OfAsync(await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken)), await ReadBackup.OfAsync(bytes));
        Assert.Equal(recorded.Reader.Trailer, today.Reader.Trailer);
        Assert.Equal(recorded.Reader.Blocks, today.Reader.Blocks);
    }
}
