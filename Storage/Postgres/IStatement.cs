using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>One SQL statement with its arguments and what it answers. A transaction of its own.</summary>
internal interface IStatement<TAnswer>
{
    /// <summary>The text, the same for every instance, so that each connection prepares it once. Parameters are cast: $1::bigint.</summary>
    string Text { get; }

    /// <summary>True when the statement may be sent again without being noticed by anybody.</summary>
    bool IsReadOnly { get; }

    /// <summary>Adds the arguments in the order of the parameters.</summary>
    void Bind(NpgsqlParameterCollection parameters);

    /// <summary>Reads the answer.</summary>
    Task<TAnswer> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken);
}
