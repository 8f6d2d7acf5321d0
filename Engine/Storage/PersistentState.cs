using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Aevrion.Engine.Storage;

/// <summary>
/// One state of one activation. Operations form a chain, so that a write never overtakes another; a write that has not begun yet serves
/// all who ask for one meanwhile, as it will store the state that they see.
/// </summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>
{
    private readonly GrainState<TState> _state = new();
    private readonly string _name;
    private readonly GrainId _grainId;
    private readonly IGrainStorage _storage;
    private Task _last = Task.CompletedTask;
    private Task? _waitingWrite;

    public PersistentState(string name, IGrainContext context, IGrainStorage storage)
    {
        _name = name;
        _grainId = context.GrainId;
        _storage = storage;
        _state.State = CreateInitial();
        context.ObservableLifecycle.Subscribe(nameof(PersistentState<TState>), GrainLifecycleStage.SetupState, ReadStateAsync);
    }

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Chain(async () =>
    {
        await _storage.ReadStateAsync(_name, _grainId, _state, cancellationToken);
        _state.State ??= CreateInitial();
    });

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            return Chain(() => _storage.WriteStateAsync(_name, _grainId, _state, cancellationToken));
        if (_last.IsCompleted)
            return Chain(() => _storage.WriteStateAsync(_name, _grainId, _state, CancellationToken.None));
        return _waitingWrite ??= Chain(() =>
        {
            _waitingWrite = null;
            return _storage.WriteStateAsync(_name, _grainId, _state, CancellationToken.None);
        });
    }

    public Task ClearStateAsync(CancellationToken cancellationToken) => Chain(async () =>
    {
        await _storage.ClearStateAsync(_name, _grainId, _state, cancellationToken);
        _state.State = CreateInitial();
    });

    private Task Chain(Func<Task> operation) => _last = RunAfterAsync(_last, operation);

    private static async Task RunAfterAsync(Task before, Func<Task> operation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation();
    }

    private static TState CreateInitial() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;
}
