using Aevrion.Linearizability.Histories;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Registers;

/// <summary>Clients that do everything to a few keys at the same time.</summary>
/// <param name="seed">Chooses what.</param>
internal sealed class RegisterWorkload(int seed)
{
    private static readonly string[] Keys = ["r1", "r2", "r3"];

    private readonly HistoryRecorder _recorder = new();
    private readonly List<Task> _clients = [];
    private readonly List<RegisterClient> _all = [];

    /// <summary>Conditional writes that took effect.</summary>
    public int ConditionsMet => _all.Sum(client => client.ConditionsMet);

    /// <summary>Conditional writes that were refused.</summary>
    public int ConditionsRefused => _all.Sum(client => client.ConditionsRefused);

    /// <summary>Starts clients that use the region.</summary>
    public void Start(IReadOnlyList<ApiClient> silos, int clients, int operations)
    {
        for (var i = 0; i < clients; i++)
        {
            var random = new Random(seed + i);
            var client = new RegisterClient($"c{i}", silos[i % silos.Count], _recorder);
            _all.Add(client);
            _clients.Add(Task.Run(() => UseAsync(client, random, operations)));
        }
    }

    /// <summary>Starts writers in another region; what they write may come here at any time after, or never.</summary>
    public void StartElsewhere(ApiClient api, int writers, int operations)
    {
        for (var i = 0; i < writers; i++)
        {
            var random = new Random(seed - 1 - i);
            var name = $"elsewhere{i}";
            _clients.Add(Task.Run(async () =>
            {
                for (var number = 0; number < operations; number++)
                {
                    var key = Keys[random.Next(Keys.Length)];
                    _recorder.BeginPut(name, key, $"{name}-{number}");
                    (await api.PutAsync($"/v1/kv/{key}", $"{name}-{number}")).AssertDone();
                }
            }));
        }
    }

    /// <summary>Waits for all clients, and gives what they recorded.</summary>
    public async Task<List<RegisterOperation>> EndAsync(ApiClient api)
    {
        await Task.WhenAll(_clients);
        return await RegisterNames.ResolveAsync(api, _recorder.Operations);
    }

    private static async Task UseAsync(RegisterClient client, Random random, int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            var key = Keys[random.Next(Keys.Length)];
            switch (random.Next(100))
            {
                case < 20:
                    await client.ReadAsync(key);
                    break;
                case < 30:
                    await client.PutAsync(key, isConditional: true);
                    break;
                case < 75:
                    await client.ReadAsync(key);
                    await client.PutAsync(key, isConditional: true);
                    break;
                case < 83:
                    await client.PutAsync(key, isConditional: false);
                    break;
                case < 90:
                    await client.ReadAsync(key);
                    await client.DeleteAsync(key, isConditional: true);
                    break;
                case < 93:
                    await client.DeleteAsync(key, isConditional: false);
                    break;
                default:
                    await client.WriteBatchAsync(Keys);
                    break;
            }
        }
    }
}
