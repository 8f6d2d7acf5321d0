using Orleans;

namespace Aevrion.Engine.Tests.Reminders;

/// <summary>Registers a reminder without being able to receive it.</summary>
public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Remind();
}
