namespace Aevrion.Engine.Tests.Embedded;

internal readonly record struct HiddenResult(int Sum);
