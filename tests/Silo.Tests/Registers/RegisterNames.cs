using System.Collections.Concurrent;
using Aevrion.Linearizability.Histories;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Registers;

/// <summary>
/// A recorded history speaks of values, the API of ids. Refusals name the version that stands by its id; which value that is, the keys'
/// histories tell at the end.
/// </summary>
internal static class RegisterNames
{
    private const string Mark = "id:";
    private const int Page = 1_000;

    /// <summary>An observation of a version by its id, to be resolved.</summary>
    public static Observation OfId(string id) => new(Mark + id);

    /// <summary>The same operations with values in place of ids.</summary>
    public static async Task<List<RegisterOperation>> ResolveAsync(ApiClient api, IReadOnlyList<RegisterOperation> operations)
    {
        var values = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var key in operations.Select(operation => operation.Key).Distinct(StringComparer.Ordinal))
            await ReadAsync(api, key, values);
        return
        [
            .. operations.Select(operation => operation.Observed?.Value is { } name && name.StartsWith(Mark, StringComparison.Ordinal)
                ? operation with { Observed = new Observation(values[name[Mark.Length..]]) }
                : operation),
        ];
    }

    private static async Task ReadAsync(ApiClient api, string key, ConcurrentDictionary<string, string?> values)
    {
        for (string? next = ""; next is not null;)
        {
            var answer = (await api.GetAsync($"/v1/history/{key}?values=true&limit={Page}{next}")).AssertDone();
            foreach (var version in answer.Json.EnumerateArray())
            {
                values[version.GetProperty("id").GetString()!] = version.GetProperty("deleted").GetBoolean()
                    ? null
                    : System.Text.Encoding.UTF8.GetString(version.GetProperty("value").GetBytesFromBase64());
            }

            next = answer.Header("Aevrion-Next") is { } before ? $"&before={Uri.EscapeDataString(before)}" : null;
        }
    }
}
