namespace Aevrion.Engine.Postgres;

/// <summary>Names the engine's pool of connections to one database among the container's services.</summary>
internal sealed record PostgresSourceKey(string ConnectionString);
