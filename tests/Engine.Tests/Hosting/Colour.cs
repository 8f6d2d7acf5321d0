namespace Aevrion.Engine.Tests.Hosting;

public sealed record Colour(string? Name);
