using Aevrion.Chaos.Regions;
using Npgsql;

namespace Aevrion.Chaos.Faults;

/// <summary>Somebody else has all the connections that PostgreSQL gives, and the silo has to make its own anew.</summary>
/// <param name="region">The region.</param>
internal sealed class TakenConnections(ChaosRegion region) : IFault
{
    private readonly List<NpgsqlConnection> _taken = [];

    public async Task StrikeAsync()
    {
        try
        {
            _taken.Add(await region.ConnectAsync(CancellationToken.None));
            await using (var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()", _taken[0]))
                await command.ExecuteNonQueryAsync();
            while (_taken.Count < PostgresCluster.MaxConnections)
                _taken.Add(await region.ConnectAsync(CancellationToken.None));
        }
        catch (NpgsqlException)
        {
            // That was the last one, or the server does not answer just now.
        }
    }

    public async Task HealAsync()
    {
        foreach (var connection in _taken)
            await connection.DisposeAsync();
        _taken.Clear();
    }
}
