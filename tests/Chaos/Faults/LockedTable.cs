using Aevrion.Chaos.Regions;
using Npgsql;

namespace Aevrion.Chaos.Faults;

/// <summary>A lock on the table of events, as a careless administrator takes it: the silo's whole pool comes to wait.</summary>
/// <param name="region">The region.</param>
internal sealed class LockedTable(ChaosRegion region) : IFault
{
    private NpgsqlConnection? _connection;

    public async Task StrikeAsync()
    {
        try
        {
            _connection = await region.ConnectAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("begin; set local lock_timeout = '2s'; lock table aevrion.event in access exclusive mode", _connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The server does not answer just now, or somebody else held the table for too long.
        }
    }

    public async Task HealAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _connection = null;
    }
}
