using System.Buffers;
using System.Text;
using Aevrion.Core.Hashing;

namespace Aevrion.Core.Events;

/// <summary>Derives the ids of many events, side by side where they are short: see <see cref="Blake3.HashMany"/>.</summary>
internal static class IdBatch
{
    /// <summary>Events hashed at once. More would not be faster, and what is encoded should stay in the processor's cache.</summary>
    private const int MaxEvents = 128;

    /// <summary>Bytes encoded at once; an event of more is hashed apart, as it fills the lanes by itself.</summary>
    private const int BufferBytes = 64 * 1024;

    /// <summary>Writes the id of each draft to the same place in <paramref name="ids"/>.</summary>
    public static void Compute(ReadOnlySpan<EventDraft> drafts, Span<Hash256> ids)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var done = 0; done < drafts.Length;)
                done += ComputeSome(drafts[done..], ids[done..], buffer.AsSpan(0, BufferBytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>As many as the buffer takes, one at least; returns how many.</summary>
    private static int ComputeSome(ReadOnlySpan<EventDraft> drafts, Span<Hash256> ids, Span<byte> buffer)
    {
        Span<int> offsets = stackalloc int[MaxEvents];
        Span<int> lengths = stackalloc int[MaxEvents];
        var count = 0;
        var used = 0;
        while (count < drafts.Length && count < MaxEvents && MaxLength(drafts[count]) <= buffer.Length - used)
        {
            var draft = drafts[count];
            offsets[count] = used;
            lengths[count] = CanonicalEncoding.Encode(draft.Key, draft.Value, draft.Timestamp, buffer[used..]);
            used += lengths[count++];
        }

        if (count == 0)
        {
            ids[0] = CanonicalEncoding.ComputeId(drafts[0].Key, drafts[0].Value, drafts[0].Timestamp);
            return 1;
        }

        Span<byte> hashes = stackalloc byte[MaxEvents * Hash256.Length];
        Blake3.HashMany(buffer[..used], offsets[..count], lengths[..count], hashes);
        for (var i = 0; i < count; i++)
            ids[i] = new Hash256(hashes.Slice(i * Hash256.Length, Hash256.Length));
        return count;
    }

    private static int MaxLength(EventDraft draft) =>
        CanonicalEncoding.EncodedLength(Encoding.UTF8.GetMaxByteCount(draft.Key.Length), draft.Value.GetValueOrDefault().Length);
}
