using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Conflicts;

/// <summary>
/// Where a page of conflicts begins, as the next request writes it: base64url of the loser's timestamp (8 bytes, big endian), its id and its key.
/// </summary>
internal static class ConflictCursor
{
    public const string Parameter = "after";

    private const int KeyOffset = sizeof(long) + Hash256.Length;

    /// <summary>The cursor behind a conflict.</summary>
    public static string Behind(KeyConflict conflict)
    {
        var bytes = new byte[KeyOffset + Encoding.UTF8.GetByteCount(conflict.Key)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, conflict.Loser.Timestamp);
        conflict.Loser.Id.CopyTo(bytes.AsSpan(sizeof(long)));
        Encoding.UTF8.GetBytes(conflict.Key, bytes.AsSpan(KeyOffset));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the parameter; null when it is not given or wrong, which the query then says.</summary>
    public static ConflictPosition? Read(RequestQuery query, string prefix)
    {
        if (query.Text(Parameter) is not { } text)
            return null;
        if (TryParse(text) is { } position && position.Key.StartsWith(prefix, StringComparison.Ordinal))
            return position;
        query.Refuse(Parameter, "is not the \"next\" of a page of the same prefix");
        return null;
    }

    private static ConflictPosition? TryParse(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length <= KeyOffset)
            return null;
        var key = Encoding.UTF8.GetString(bytes.AsSpan(KeyOffset, length - KeyOffset));
        return EventRules.CheckKey(key) == EventRejection.None
            ? new ConflictPosition
            {
                Key = key,
                Timestamp = BinaryPrimitives.ReadInt64BigEndian(bytes),
                Id = new Hash256(bytes.AsSpan(sizeof(long), Hash256.Length)),
            }
            : null;
    }
}
