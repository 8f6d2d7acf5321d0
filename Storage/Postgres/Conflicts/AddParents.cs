using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>Adds parents to events, and takes what they name off the list of conflicts.</summary>
/// <param name="added">The events with the parents that are new, one at least.</param>
internal sealed class AddParents(IReadOnlyList<KeyLineage> added) : IStatement<bool>
{
    private readonly (KeyLineage Child, Hash256 Parent)[] _named = [.. added.SelectMany(child => child.Parents.Select(parent => (child, parent)))];

    public string Text =>
        """
        with added as (
            insert into aevrion.event_parent as more (ts, id, parents)
            select * from unnest($1::bigint[], $2::bytea[], $3::bytea[])
            on conflict (ts, id) do update set parents = more.parents || excluded.parents
        )
        delete from aevrion.conflict using unnest($4::text[], $5::bigint[], $6::bytea[], $7::bytea[]) as named (key, ts, id, parent)
        where conflict.key = named.key and (conflict.ts, conflict.id) < (named.ts, named.id)
          and (conflict.id = named.parent or named.parent = $8::bytea)
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints([.. added.Select(child => child.Stamp.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(added, child => child.Stamp.Id));
        parameters.AddBytes([.. added.Select(child => PackedHashes.Concatenate(child.Parents).GetValueOrDefault())]);
        parameters.AddTexts([.. _named.Select(pair => pair.Child.Key)]);
        parameters.AddBigints([.. _named.Select(pair => pair.Child.Stamp.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(_named, pair => pair.Child.Stamp.Id));
        parameters.AddBytes(PackedHashes.Slices(_named, pair => pair.Parent));
        parameters.AddBytes(SeenVersions.AllEarlier.ToArray());
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
