using System.Text.Json;

namespace Aevrion.Bench.Results;

/// <summary>Writes <c>{"rows":[…]}</c>.</summary>
internal static class ResultFile
{
    public static string ToJson(IReadOnlyList<BenchRow> rows) =>
        JsonSerializer.Serialize(new ResultDocument(rows), ResultContext.Default.ResultDocument) + "\n";

    public static Task WriteAsync(FileInfo file, IReadOnlyList<BenchRow> rows, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file.FullName, ToJson(rows), cancellationToken);
}
