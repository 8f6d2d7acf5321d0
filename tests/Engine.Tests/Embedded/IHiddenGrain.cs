using Orleans;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>Nothing about it is public.</summary>
internal interface IHiddenGrain : IGrainWithStringKey
{
    Task<HiddenResult> Hide(HiddenResult value, int a, int b, int c, int d, int e, int f, int g, int h);
}
