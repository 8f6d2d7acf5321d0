using Aevrion.Linearizability.Histories;

namespace Aevrion.Linearizability.Tests;

/// <summary>A register that behaves, and clients who use it at the same time; seeded.</summary>
internal static class SimulatedRegister
{
    /// <param name="random">Chooses.</param>
    /// <param name="clients">How many operations are under way at one time at most.</param>
    /// <param name="operations">How many there are.</param>
    /// <param name="conceals">The share of writes whose end their client does not learn.</param>
    public static List<RegisterOperation> Run(Random random, int clients, int operations, double conceals)
    {
        var history = new List<RegisterOperation>();
        var running = new List<Running>();
        string? standing = null;
        var lastSeen = new string?[clients];
        for (long tick = 0, begun = 0; begun < operations || running.Count > 0; tick++)
        {
            var client = random.Next(clients);
            if (running.Find(one => one.Client == client) is not { } own)
            {
                if (begun < operations)
                    running.Add(new Running(client, Begin(random, client, begun++, tick, lastSeen[client])));
            }
            else if (!own.IsEffective)
            {
                (own.Operation, standing) = TakeEffect(own.Operation, standing);
                own.IsEffective = true;
                lastSeen[client] = standing;
            }
            else
            {
                running.Remove(own);
                var isConcealed = own.Operation.Kind != OperationKind.Read && random.NextDouble() < conceals;
                history.Add(isConcealed
                    ? own.Operation with { Outcome = OperationOutcome.Unknown, Observed = null }
                    : own.Operation with { ReturnedAt = tick });
            }
        }

        return history;
    }

    /// <summary>The same history with one answer that may be wrong.</summary>
    public static List<RegisterOperation> Alter(IReadOnlyList<RegisterOperation> history, Random random)
    {
        var altered = history.ToList();
        var values = history.Select(operation => operation.Value).Append(null).Distinct().ToList();
        var chosen = random.Next(altered.Count);
        var operation = altered[chosen];
        var value = values[random.Next(values.Count)];
        altered[chosen] = operation switch
        {
            { Observed: not null } => operation with { Observed = new Observation(value) },
            { Condition: not null } => operation with { Condition = new RegisterCondition(value) },
            _ => operation with { InvokedAt = random.NextInt64(operation.InvokedAt + 1) },
        };
        return altered;
    }

    private static RegisterOperation Begin(Random random, int client, long number, long tick, string? lastSeen)
    {
        var kind = random.Next(10) switch { < 4 => OperationKind.Read, < 9 => OperationKind.Put, _ => OperationKind.Delete };
        var isConditional = kind != OperationKind.Read && random.Next(2) == 0;
        return new RegisterOperation
        {
            Key = "k",
            Client = client.ToString(),
            Kind = kind,
            Value = kind == OperationKind.Put ? $"v{number}" : null,
            Condition = isConditional ? new RegisterCondition(lastSeen) : null,
            Outcome = OperationOutcome.Done,
            InvokedAt = tick,
        };
    }

    private static (RegisterOperation Operation, string? Standing) TakeEffect(RegisterOperation operation, string? standing)
    {
        if (operation.Kind == OperationKind.Read)
            return (operation with { Observed = new Observation(standing) }, standing);
        return operation.Condition is { } condition && condition.Match != standing
            ? (operation with { Outcome = OperationOutcome.Refused, Observed = new Observation(standing) }, standing)
            : (operation, operation.Value);
    }

    private sealed class Running(int client, RegisterOperation operation)
    {
        public int Client { get; } = client;

        public RegisterOperation Operation { get; set; } = operation;

        public bool IsEffective { get; set; }
    }
}
