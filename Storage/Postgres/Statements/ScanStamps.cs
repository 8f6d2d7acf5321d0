using Aevrion.Core;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// Passes the stamps of a span of time on as they come, in (timestamp, id) order, up to a limit. One range of the primary key, which has
/// all that is asked for; nothing is allocated for an event.
/// </summary>
/// <param name="afterMs">Timestamp of the last event before the first.</param>
/// <param name="afterId">Its id; empty for none, which no id is as low as.</param>
/// <param name="toMs">First millisecond behind the span.</param>
/// <param name="limit">Most stamps.</param>
/// <param name="next">Takes a stamp; its id is only there during the call. Answers false when it wants no more.</param>
internal sealed class ScanStamps(long afterMs, ReadOnlyMemory<byte> afterId, long toMs, int limit, Func<long, byte[], bool> next)
    : IStatement<int>
{
    private readonly byte[] _id = new byte[Hash256.Length];

    public string Text =>
        """
        select ts, id from aevrion.event
        where (ts, id) > ($1::bigint, $2::bytea) and ts < $3::bigint
        order by ts, id
        limit $4::integer
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(afterMs);
        parameters.AddBytes(afterId);
        parameters.AddBigint(toMs);
        parameters.AddInteger(limit);
    }

    /// <summary>Answers how many stamps were passed on.</summary>
    public async Task<int> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var passed = 0;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            reader.GetBytes(1, 0, _id, 0, _id.Length);
            passed++;
            if (!next(reader.GetInt64(0), _id))
                break;
        }

        return passed;
    }
}
