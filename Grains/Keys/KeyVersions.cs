using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Storage;

namespace Aevrion.Grains.Keys;

/// <summary>Events as the versions that a grain answers.</summary>
public static class KeyVersions
{
    /// <summary>The version an event is, with its value.</summary>
    public static KeyVersion Of(Event source) => new()
    {
        Id = source.Id,
        Timestamp = source.Timestamp,
        Origin = source.Origin,
        IsDeletion = source.IsDeletion,
        Size = source.Value.GetValueOrDefault().Length,
        Value = source.Value,
    };

    /// <summary>The version a history row is.</summary>
    public static KeyVersion Of(VersionEntry source) => new()
    {
        Id = source.Stamp.Id,
        Timestamp = source.Stamp.Timestamp,
        Origin = source.Origin,
        IsDeletion = source.IsDeletion,
        Size = source.Size,
        Value = source.Value,
    };

    /// <summary>The answer to a read; absent for null.</summary>
    public static ReadResult Result(Event? source) =>
        source is null ? ReadResult.Absent : new ReadResult { Status = OperationStatus.Done, Version = Of(source) };
}
