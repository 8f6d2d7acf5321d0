using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

public sealed class BackupCommandTests : CliTestClass, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aevrion-backup-").FullName;

    private string File => Path.Combine(_folder, "eu.aevbackup");

    [Fact]
    public async Task A_backup_is_written_whole_and_verified_without_a_region()
    {
        var written = await RunAsync("backup", File);
        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Contains("region eu", written.Output, StringComparison.Ordinal);
        Assert.Equal(StandInBackup.Bytes, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
        Assert.Equal([File], Directory.GetFiles(_folder));

        var requests = Region.Requests.Count;
        var verified = await RunJsonAsync("backup", "--verify", File);
        Assert.Equal(requests, Region.Requests.Count);
        Assert.Equal(("eu", StandInBackup.Events, StandInBackup.Bytes.Length), (verified.GetProperty("region").GetString(), verified.GetProperty("events").GetInt64(), verified.GetProperty("bytes").GetInt64()));
        Assert.Equal(64, verified.GetProperty("checksum").GetString()!.Length);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        await System.IO.File.WriteAllTextAsync(File, "mine", TestContext.Current.CancellationToken);
        var result = await RunAsync("backup", File);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is there already", result.ErrorLine, StringComparison.Ordinal);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_one_that_breaks_off_nothing_stays()
    {
        Region.Backup = StandInBackup.Bytes[..^40];
        var result = await RunAsync("backup", File);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ends before its end", result.ErrorLine, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_backup_goes_through_a_pipe()
    {
        var result = await RunAsync("backup", "-");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(StandInBackup.Bytes, result.OutputBytes);
        Assert.Contains("backed up standard output", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found_without_a_region()
    {
        var bytes = StandInBackup.Bytes;
        for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 300))
        {
            var broken = bytes.ToArray();
            broken[at] ^= (byte)(1 << (at % 8));
            using var stream = new MemoryStream(broken);
            await Assert.ThrowsAsync<AevrionBackupException>(() => BackupCheck.RunAsync(stream, cancellationToken: TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_found_without_a_region()
    {
        var bytes = StandInBackup.Bytes;
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 200))
        {
            using var stream = new MemoryStream(bytes, 0, length);
            await Assert.ThrowsAsync<AevrionBackupException>(() => BackupCheck.RunAsync(stream, cancellationToken: TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_broken_file_is_told_with_its_block_and_not_sent()
    {
        var broken = StandInBackup.Bytes.ToArray();
        broken[broken.Length / 2] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, broken, TestContext.Current.CancellationToken);
        foreach (string[] command in (string[][])[["backup", "--verify", File], ["restore", File]])
        {
            var result = await RunAsync(command);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("block 2 does not have the checksum", result.ErrorLine, StringComparison.Ordinal);
        }

        Assert.Empty(Region.Requests);
    }

    [Fact]
    public async Task A_restore_sends_the_file_as_it_is_and_tells_what_it_came_to()
    {
        await System.IO.File.WriteAllBytesAsync(File, StandInBackup.Bytes, TestContext.Current.CancellationToken);
        var restored = await RunAsync("restore", File);
        Assert.Equal((0, ""), (restored.ExitCode, restored.Error));
        Assert.Contains("the region holds exactly these", restored.Output, StringComparison.Ordinal);
        Assert.Equal(StandInBackup.Bytes, Region.Requests[^1].Body);
        Assert.True((await RunJsonAsync("restore", File)).GetProperty("identical").GetBoolean());
    }

    [Fact]
    public async Task What_the_region_finds_wrong_is_told()
    {
        Region.Backup = [];
        await System.IO.File.WriteAllBytesAsync(File, StandInBackup.Bytes, TestContext.Current.CancellationToken);
        var result = await RunAsync("restore", File);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("clock", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_usage() =>
        Assert.Equal(2, (await RunAsync("restore", File)).ExitCode);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
