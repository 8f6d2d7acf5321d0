using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>
/// Runs statements, each prepared on its connection and in one round trip; the one place where the loss of the database becomes a
/// <see cref="StorageUnavailableException"/>.
/// </summary>
/// <remarks>
/// The first sign of a restarted server is a pooled connection that no longer works. Npgsql then empties the pool, and a statement
/// that only reads is sent once more.
/// </remarks>
internal sealed class StatementRunner(NpgsqlDataSource dataSource)
{
    private const int MaxRepeatedReads = 1;

    public async Task<TAnswer> RunAsync<TAnswer>(IStatement<TAnswer> statement, CancellationToken cancellationToken)
    {
        for (var repeated = 0; ; repeated++)
        {
            try
            {
                return await SendAsync(statement, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
            {
                if (!statement.IsReadOnly || repeated == MaxRepeatedReads || !PostgresFaults.MeansConnectionLost(exception))
                    throw PostgresFaults.Unavailable(exception);
            }
        }
    }

    /// <summary>Runs a transaction of several round trips, which is never sent again.</summary>
    public async Task<TAnswer> RunOnceAsync<TAnswer>(
        Func<NpgsqlConnection, CancellationToken, Task<TAnswer>> transaction, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await transaction(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }

    private async Task<TAnswer> SendAsync<TAnswer>(IStatement<TAnswer> statement, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await RunOnAsync(connection, statement, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a statement on a connection of the caller's, in its transaction if it has begun one.</summary>
    public static Task<TAnswer> RunOnAsync<TAnswer>(
        NpgsqlConnection connection, IStatement<TAnswer> statement, CancellationToken cancellationToken) =>
        RunOnAsync(connection, statement, connection.CommandTimeout, cancellationToken);

    /// <summary>The same with a time limit of its own, in seconds.</summary>
    public static async Task<TAnswer> RunOnAsync<TAnswer>(
        NpgsqlConnection connection, IStatement<TAnswer> statement, int timeoutSeconds, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement.Text, connection) { CommandTimeout = timeoutSeconds };
        await using (command.ConfigureAwait(false))
        {
            statement.Bind(command.Parameters);
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var answer = await statement.ReadAsync(reader, cancellationToken).ConfigureAwait(false);

                // The server commits after its last row: only the end of the exchange says that the transaction stands.
                while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
                    continue;
                return answer;
            }
        }
    }
}
