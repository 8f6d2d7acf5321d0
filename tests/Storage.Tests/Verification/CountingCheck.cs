using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Verification;

namespace Aevrion.Storage.Tests.Verification;

/// <summary>A check of something that is wrong or not.</summary>
internal sealed class CountingCheck(string name, List<string> order) : IDerivedCheck
{
    public bool Wrong { get; set; }

    /// <summary>True when it cannot be mended.</summary>
    public bool IsStubborn { get; init; }

    public Task CheckAsync(Action<Mismatch> report, RebuildProgress progress, CancellationToken cancellationToken)
    {
        order.Add(name);
        if (Wrong)
            report(new Mismatch(name, "here", "right", "wrong", IsDerived: true));
        return Task.CompletedTask;
    }

    public Task RepairAsync(RebuildProgress progress, CancellationToken cancellationToken)
    {
        order.Add($"{name} mended");
        Wrong = IsStubborn;
        return Task.CompletedTask;
    }
}
