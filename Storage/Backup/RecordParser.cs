using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Backup;

/// <summary>Reads the records that <see cref="BackupRecords"/> writes, in bounds whatever the bytes are.</summary>
/// <param name="content">The records.</param>
/// <param name="regions">Names of the origins.</param>
internal ref struct RecordParser(ReadOnlySpan<byte> content, IReadOnlyList<string> regions)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = content;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next record; false when it is not one. Limits of events are not checked.</summary>
    public bool TryRead(out EventDraft draft, out Hash256 id, out ImmutableArray<Hash256> laterParents)
    {
        (draft, id, laterParents) = (default, default, []);
        if (!TryTake(sizeof(long), out var timestamp) || !TryTake(Hash256.Length, out var hash) || !TryTake(sizeof(ushort), out var origin)
            || !TryTakeCounted(sizeof(ushort), 1, out var key) || !TryTake(1, out var flags) || flags[0] > (BackupRecords.HasValue | BackupRecords.HasBatch))
            return false;
        ReadOnlySpan<byte> value = [];
        var hasValue = (flags[0] & BackupRecords.HasValue) != 0;
        if (hasValue && !TryTakeCounted(sizeof(uint), 1, out value))
            return false;
        if (!TryTakeCounted(1, Hash256.Length, out var parents) || !TryTakeCounted(sizeof(ushort), Hash256.Length, out var later))
            return false;
        ReadOnlySpan<byte> batch = [];
        if ((flags[0] & BackupRecords.HasBatch) != 0 && !TryTake(EventBatch.Length, out batch))
            return false;
        var place = BinaryPrimitives.ReadUInt16LittleEndian(origin);
        if (place >= regions.Count || parents.Length > EventLimits.MaxParents * Hash256.Length || TextOf(key) is not { } text)
            return false;

        id = new Hash256(hash);
        laterParents = HashesOf(later);
        draft = new EventDraft(
            text,
            hasValue ? value.ToArray() : default(ReadOnlyMemory<byte>?),
            BinaryPrimitives.ReadInt64LittleEndian(timestamp),
            regions[place],
            HashesOf(parents),
            batch.IsEmpty ? null : EventBatch.Read(batch));
        return true;
    }

    private static string? TextOf(ReadOnlySpan<byte> key)
    {
        try
        {
            return Strict.GetString(key);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ImmutableArray<Hash256> HashesOf(ReadOnlySpan<byte> bytes)
    {
        var hashes = ImmutableArray.CreateBuilder<Hash256>(bytes.Length / Hash256.Length);
        for (; !bytes.IsEmpty; bytes = bytes[Hash256.Length..])
            hashes.Add(new Hash256(bytes[..Hash256.Length]));
        return hashes.MoveToImmutable();
    }

    /// <summary>Takes as many units as the number before them says.</summary>
    private bool TryTakeCounted(int numberBytes, int unitBytes, out ReadOnlySpan<byte> taken)
    {
        taken = [];
        if (!TryTake(numberBytes, out var number))
            return false;
        var count = 0L;
        for (var i = numberBytes - 1; i >= 0; i--)
            count = (count << 8) | number[i];
        return count * unitBytes <= _rest.Length && TryTake((int)count * unitBytes, out taken);
    }

    private bool TryTake(int bytes, out ReadOnlySpan<byte> taken)
    {
        taken = [];
        if (_rest.Length < bytes)
            return false;
        taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return true;
    }
}
