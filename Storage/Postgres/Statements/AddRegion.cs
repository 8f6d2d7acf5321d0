using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Gives a region a number unless it has one. The number is drawn only when it is needed: there are 32,767.</summary>
internal sealed class AddRegion(string name) : IStatement<bool>
{
    public string Text =>
        """
        insert into aevrion.region (name)
        select $1::text where not exists (select from aevrion.region where name = $1::text)
        on conflict (name) do nothing
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddText(name);

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
