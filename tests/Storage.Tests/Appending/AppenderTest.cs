using Aevrion.Core.Tree;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Memory;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>An appender over a store in memory that fails as told, with an observer that remembers.</summary>
public abstract class AppenderTest
{
    protected AppenderTest() => Store = new MemoryEventStore(new TreeShape(), Faults);

    protected static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected ScriptedFaults Faults { get; } = new();

    private protected RecordingObserver Observer { get; } = new();

    private protected MemoryEventStore Store { get; }

    private protected EventAppender Create(AppenderOptions? options = null) =>
        new(Store, [Observer], options ?? new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);
}
