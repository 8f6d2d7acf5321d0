using Orleans;

namespace Aevrion.Engine.Tests.Embedded;

internal sealed class HiddenGrain : Grain, IHiddenGrain
{
    public Task<HiddenResult> Hide(HiddenResult value, int a, int b, int c, int d, int e, int f, int g, int h) =>
        Task.FromResult(new HiddenResult(value.Sum + a + b + c + d + e + f + g + h));
}
