namespace Aevrion.Storage.Postgres.Migrations;

/// <summary>One step from a version of the database's tables to the next.</summary>
/// <param name="Version">The version it leads to, from 1 without gaps.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Script">SQL, run once inside a transaction.</param>
internal sealed record Migration(int Version, string Name, string Script);
