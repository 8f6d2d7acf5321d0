using System.Threading.Tasks.Sources;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Reading;

/// <summary>One call of <see cref="ILatestReader.ReadAsync"/>, waiting for its reading: the source of the task that its caller awaits, once.</summary>
internal sealed class ReadRequest(string key) : IValueTaskSource<Event?>
{
    /// <summary>Callers go on elsewhere: the reader never runs their code.</summary>
    private ManualResetValueTaskSourceCore<Event?> _completion = new() { RunContinuationsAsynchronously = true };

    public string Key { get; } = key;

    public ValueTask<Event?> Outcome => new(this, _completion.Version);

    public void Complete(Event? latest) => _completion.SetResult(latest);

    public void Fail(Exception exception) => _completion.SetException(exception);

    public Event? GetResult(short token) => _completion.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _completion.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}
