using System.Collections.Immutable;
using Aevrion.Grains.Access;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Batches;

/// <summary>Reads a batch: one JSON object a line. The first line that is wrong refuses all of it.</summary>
internal static class BatchReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a batch; lines of white space alone are skipped, yet count in the numbering.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="admittedThroughMs">The latest timestamp that the region takes now.</param>
    /// <param name="tooLarge">The answer to too many lines.</param>
    /// <param name="operations">The operations, in their order; empty when there is a problem.</param>
    /// <param name="caller">Who sends it; null for somebody who may do everything.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static Problem? Read(
        ReadOnlyMemory<byte> body, long admittedThroughMs, Problem tooLarge, out ImmutableArray<BatchOperation> operations, AccessGrant? caller = null)
    {
        operations = [];
        var read = ImmutableArray.CreateBuilder<BatchOperation>();
        var rest = body.Span;
        if (rest.StartsWith(ByteOrderMark))
            rest = rest[ByteOrderMark.Length..];

        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            if (read.Count == HttpLimits.MaxBatchLines)
                return tooLarge;

            var parsed = new BatchLine();
            if ((parsed.Parse(line) ?? parsed.Check(admittedThroughMs)) is { } problem)
                return problem with { Line = number, Detail = $"Line {number}: {problem.Detail} Nothing was written." };
            var operation = parsed.ToOperation();
            if (caller is not null && AccessProblems.OfWrite(operation, caller) is { } denied)
                return denied with { Line = number, Detail = $"Line {number}: {denied.Detail}" };
            read.Add(operation);
        }

        operations = read.DrainToImmutable();
        return null;
    }
}
