namespace Aevrion.Client.Tests.Contract;

/// <summary>A value of an application.</summary>
public sealed record User(string Name, int Age = 0);
