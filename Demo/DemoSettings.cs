namespace Aevrion.Demo;

/// <summary>What <c>./aevrion demo</c> tells the story's process.</summary>
internal sealed record DemoSettings
{
    /// <summary>Environment variable with the connection string of the server that has the databases, without a database.</summary>
    public const string PostgresVariable = "AEVRION_POSTGRES";

    /// <summary>The silo's assembly.</summary>
    public required string Silo { get; init; }

    /// <summary>The grain engine that the silo was built with.</summary>
    public required string Engine { get; init; }

    /// <summary>Folder for logs and process ids.</summary>
    public required string Data { get; init; }

    /// <summary>Root of the repository whose history is told.</summary>
    public required string Repository { get; init; }

    /// <summary>Connection string without a database.</summary>
    public required string Postgres { get; init; }

    /// <summary>Reads the command line and the environment; null when something is missing.</summary>
    public static DemoSettings? Read(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not [var name, var value] || !given.TryAdd(name, value))
                return null;
        }

        var postgres = Environment.GetEnvironmentVariable(PostgresVariable);
        return given.Count == 4
            && given.TryGetValue("--silo", out var silo)
            && given.TryGetValue("--engine", out var engine)
            && given.TryGetValue("--data", out var data)
            && given.TryGetValue("--repository", out var repository)
            && !string.IsNullOrEmpty(postgres)
            ? new DemoSettings { Silo = silo, Engine = engine, Data = data, Repository = repository, Postgres = postgres.TrimEnd(';') }
            : null;
    }
}
