using Aevrion.Chaos.Checks;

namespace Aevrion.Chaos.Running;

/// <summary>Keeps, for whoever looks for the cause, what a round with a violation recorded.</summary>
/// <param name="folder">Where the logs are.</param>
internal sealed class Evidence(string folder)
{
    public async Task KeepAsync(IReadOnlyList<string> violations, RoundRecord? record)
    {
        await File.WriteAllLinesAsync(Path.Combine(folder, "violations.txt"), violations);
        foreach (var region in record?.Regions ?? [])
        {
            await WriteAsync(region.Name, "events", region.Events);
            await WriteAsync(region.Name, "operations", region.Operations.OrderBy(operation => operation.InvokedAt).Select(operation => $"{operation.Key} {operation}"));
            await WriteAsync(region.Name, "acknowledged", region.Acknowledged);
            await WriteAsync(region.Name, "conflicts", region.Conflicts);
            foreach (var (name, told) in region.Watches)
                await WriteAsync(region.Name, name.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal), told);
        }
    }

    private Task WriteAsync(string region, string what, IEnumerable<object> lines) =>
        File.WriteAllLinesAsync(Path.Combine(folder, $"{region}.{what}.txt"), lines.Select(line => line.ToString()!));
}
