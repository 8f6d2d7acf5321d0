using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

/// <summary>Its OnDeactivateAsync throws.</summary>
public interface IUngratefulGrain : IGrainWithStringKey
{
    Task<Guid> Leave();
}
