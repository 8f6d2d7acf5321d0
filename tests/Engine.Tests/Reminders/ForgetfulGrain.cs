using Orleans;

namespace Aevrion.Engine.Tests.Reminders;

public sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Remind() => this.RegisterOrUpdateReminder("never", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}
