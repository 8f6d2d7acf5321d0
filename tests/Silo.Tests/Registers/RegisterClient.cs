using Aevrion.Linearizability.Histories;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Registers;

/// <summary>A client that uses keys as registers, over HTTP, and records what it asked and what it was told.</summary>
/// <param name="name">Its name; values begin with it.</param>
/// <param name="api">Where it sends its requests.</param>
/// <param name="recorder">The history.</param>
internal sealed class RegisterClient(string name, ApiClient api, HistoryRecorder recorder)
{
    private readonly Dictionary<string, (string Id, string Value)?> _lastSeen = new(StringComparer.Ordinal);
    private int _values;

    /// <summary>Writes of this client that took effect on a condition.</summary>
    public int ConditionsMet { get; private set; }

    /// <summary>Writes of this client whose condition did not hold.</summary>
    public int ConditionsRefused { get; private set; }

    public async Task ReadAsync(string key)
    {
        var operation = recorder.BeginRead(name, key);
        var answer = await api.GetAsync($"/v1/kv/{key}");
        switch (answer.Status)
        {
            case 200:
                _lastSeen[key] = (answer.Header("ETag")!.Trim('"'), answer.Text);
                operation.Read(answer.Text);
                break;
            case 404:
                _lastSeen[key] = null;
                operation.Read(null);
                break;
            default:
                Assert.Equal(503, answer.Status);
                break;
        }
    }

    /// <summary>Writes a value of its own, if asked on the condition that what the client saw last still stands.</summary>
    public async Task PutAsync(string key, bool isConditional)
    {
        var value = NextValue();
        var (condition, headers) = ConditionOf(key, isConditional);
        var operation = recorder.BeginPut(name, key, value, condition);
        End(operation, key, value, await api.PutAsync($"/v1/kv/{key}", value, headers));
    }

    /// <summary>Deletes, if asked on the condition that what the client saw last still stands.</summary>
    public async Task DeleteAsync(string key, bool isConditional)
    {
        var (condition, headers) = ConditionOf(key, isConditional);
        var operation = recorder.BeginDelete(name, key, condition);
        End(operation, key, value: null, await api.DeleteAsync($"/v1/kv/{key}", headers));
    }

    /// <summary>Writes several keys in one batch.</summary>
    public async Task WriteBatchAsync(IReadOnlyList<string> keys)
    {
        var lines = keys.Select(key => (Key: key, Value: NextValue())).ToList();
        var operations = lines.ConvertAll(line => recorder.BeginPut(name, line.Key, line.Value));
        var body = string.Join('\n', lines.Select(line => $$"""{"op":"put","key":"{{line.Key}}","text":"{{line.Value}}"}"""));
        var answer = await api.PostAsync("/v1/batch", body);
        if (answer.Status == 200)
            operations.ForEach(operation => operation.Done());
        else
            Assert.Equal(503, answer.Status);
    }

    private string NextValue() => $"{name}-{_values++}";

    private (RegisterCondition? Condition, (string, string)[] Headers) ConditionOf(string key, bool isConditional)
    {
        if (!isConditional)
            return (null, []);
        return _lastSeen.GetValueOrDefault(key) is { } seen
            ? (new RegisterCondition(seen.Value), [("If-Match", $"\"{seen.Id}\"")])
            : (RegisterCondition.IfAbsent, [("If-None-Match", "*")]);
    }

    private void End(RecordedOperation operation, string key, string? value, ApiAnswer answer)
    {
        var isConditional = operation.Current.Condition is not null;
        switch (answer.Status)
        {
            case 200:
                _lastSeen[key] = value is null ? null : (answer.Json.GetProperty("id").GetString()!, value);
                ConditionsMet += isConditional ? 1 : 0;
                operation.Done();
                break;
            case 412:
                ConditionsRefused++;
                operation.Refused(answer.Json.TryGetProperty("id", out var id) ? RegisterNames.OfId(id.GetString()!) : Observation.Absent);
                break;
            default:
                // Anything may have become of it, unless the region says that it did nothing: then nothing did.
                Assert.Equal(503, answer.Status);
                break;
        }
    }
}
