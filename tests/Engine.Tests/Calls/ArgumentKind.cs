namespace Aevrion.Engine.Tests.Calls;

public enum ArgumentKind
{
    Plain,
    Special,
}
