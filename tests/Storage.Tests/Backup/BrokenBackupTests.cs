using System.Buffers.Binary;
using System.Security.Cryptography;
using Aevrion.Storage.Backup;

namespace Aevrion.Storage.Tests.Backup;

/// <summary>Whatever is wrong with a file, it is refused, and of the block that is wrong nothing is passed on.</summary>
public sealed class BrokenBackupTests : IAsyncLifetime
{
    private byte[] _backup = [];
    private List<(int Start, int Length)> _blocks = [];
    private IReadOnlyList<BackedUpEvent> _events = [];

    public async ValueTask InitializeAsync()
    {
        await using var region = await BackedUpRegion.CreateAsync(series: 40, largestValueBytes: 100);
        _backup = await region.BackUpAsync();
        _events = region.Events;
        _blocks = [.. BlocksOf(_backup)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found()
    {
        var step = Math.Max(1, _backup.Length / 800);
        for (var at = 0; at < _backup.Length; at += step)
        {
            var broken = _backup.ToArray();
            broken[at] ^= (byte)(1 << (at % 8));
            await AssertRefusedAsync(broken, $"bit {at % 8} of byte {at}");
        }
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < _backup.Length; length += Math.Max(1, _backup.Length / 300))
            await AssertRefusedAsync(_backup[..length], $"cut off at {length}");
        await AssertRefusedAsync(_backup[..^1], "without its last byte");
    }

    [Fact]
    public async Task Blocks_that_are_missing_doubled_or_in_another_order_are_refused()
    {
        Assert.Equal(3, _blocks.Count);
        for (var i = 0; i < _blocks.Count; i++)
            await AssertRefusedAsync(With([.. _blocks[..i], .. _blocks[(i + 1)..]]), $"without block {i}");
        await AssertRefusedAsync(With([.. _blocks[..2], _blocks[1], .. _blocks[2..]]), "a block doubled");
        await AssertRefusedAsync(With([_blocks[0], _blocks[2], _blocks[1]]), "two blocks in another order");
    }

    [Fact]
    public async Task Another_version_and_something_else_are_refused_with_words_of_their_own()
    {
        var version = _backup.ToArray();
        version[8] = 2;
        Assert.Contains("version 2", (await ReadBackup.OfAsync(version)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("no backup", (await ReadBackup.OfAsync("hello, world, this is text"u8.ToArray())).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("no backup", (await ReadBackup.OfAsync([])).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_are_not_what_their_ids_stand_for_are_refused_though_the_checksums_are_right()
    {
        var (start, length) = _blocks[1];
        var content = Decompress(start, length);
        for (var at = 0; at < content.Length; at += Math.Max(1, content.Length / 200))
        {
            var forged = content.ToArray();
            forged[at] ^= 0x10;
            var read = await ReadBackup.OfAsync(Forge(forged));

            // Metadata is not in an id; everything else has to be told by the block itself or by the digest.
            if (read.Refusal is null)
                Assert.Equal(_events.Select(item => item.Event.Id), read.Events.Select(item => item.Event.Id));
            else
                Assert.Empty(read.Events);
        }
    }

    [Fact]
    public async Task A_block_that_says_it_is_enormous_takes_no_memory()
    {
        var broken = _backup.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(broken.AsSpan(_blocks[1].Start + 2), uint.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await AssertRefusedAsync(broken, "an enormous block");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32L * 1024 * 1024);
    }

    private async Task AssertRefusedAsync(byte[] bytes, string what)
    {
        var read = await ReadBackup.OfAsync(bytes);
        Assert.True(read.Refusal is not null, what);
        Assert.All(read.Events.Zip(_events), pair => Assert.Equal(ReadBackup.Describe(pair.Second), ReadBackup.Describe(pair.First)));
    }

    private byte[] With(IEnumerable<(int Start, int Length)> blocks) =>
        [.. _backup[..BackupFormat.PreambleBytes], .. blocks.SelectMany(block => _backup.AsSpan(block.Start, block.Length).ToArray())];

    private byte[] Decompress(int start, int length)
    {
        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(_backup.AsSpan(start + 6))];
        var stored = _backup.AsSpan(start + BackupFormat.BlockHeadBytes, length - BackupFormat.BlockHeadBytes - BackupFormat.ChecksumBytes);
        Assert.True(System.IO.Compression.BrotliDecoder.TryDecompress(stored, content, out var written) && written == content.Length);
        return content;
    }

    /// <summary>The backup with another first block of events, and right checksums.</summary>
    private byte[] Forge(byte[] content)
    {
        var output = With([_blocks[0]]).ToList();
        var checksum = _backup.AsSpan(_blocks[1].Start - BackupFormat.ChecksumBytes, BackupFormat.ChecksumBytes).ToArray();
        var forged = (byte[])[(byte)BackupBlockKind.Events, BackupFormat.AsTheyAre, .. BitConverter.GetBytes(content.Length), .. BitConverter.GetBytes(content.Length), .. content];
        var rest = _blocks[2..].Select(block => _backup[block.Start..(block.Start + block.Length - BackupFormat.ChecksumBytes)]);
        foreach (var block in rest.Prepend(forged))
        {
            checksum = SHA256.HashData([.. checksum, .. block]);
            output.AddRange([.. block, .. checksum]);
        }

        return [.. output];
    }

    private static IEnumerable<(int Start, int Length)> BlocksOf(byte[] backup)
    {
        for (var at = BackupFormat.PreambleBytes; at < backup.Length;)
        {
            var length = BackupFormat.BlockHeadBytes + BinaryPrimitives.ReadInt32LittleEndian(backup.AsSpan(at + 2)) + BackupFormat.ChecksumBytes;
            yield return (at, length);
            at += length;
        }
    }
}
