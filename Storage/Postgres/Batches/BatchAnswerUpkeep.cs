using Aevrion.Storage.Batches;
using Npgsql;

namespace Aevrion.Storage.Postgres.Batches;

/// <summary>Removes answers of batches that are kept no longer.</summary>
internal sealed class BatchAnswerUpkeep(NpgsqlDataSource dataSource)
    : TrimUpkeep(dataSource, "aevrion.trim_batch_answers", BatchAnswerLimits.Retention);
