using Aevrion.Engine.Invocation;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// The activations of one stateless worker identity. A request goes to an idle worker, the oldest first, so that surplus ones become
/// stale; else to a new worker while there are fewer than <paramref name="maxWorkers"/>; else to the one with the least to do.
/// </summary>
internal sealed class StatelessWorkerGroup(SiloRuntime silo, GrainId grainId, GrainClass grainClass, int maxWorkers) : RequestTarget(silo, grainId)
{
    private readonly Lock _lock = new();
    private readonly List<Worker> _workers = [];
    private bool _gone;

    public override bool IsGone
    {
        get
        {
            lock (_lock)
                return _gone;
        }
    }

    public override void Receive(GrainRequest request)
    {
        Activation? chosen = null;
        lock (_lock)
        {
            if (!_gone)
                chosen = Choose();
        }

        if (chosen is null)
            Silo.PassOn(request);
        else
            chosen.Receive(request);
    }

    /// <summary>A worker is done with a request.</summary>
    public void Released(Activation activation)
    {
        lock (_lock)
        {
            if (_workers.Find(worker => worker.Activation == activation) is { } worker)
                worker.Load--;
        }
    }

    public void Remove(Activation activation)
    {
        lock (_lock)
        {
            _workers.RemoveAll(worker => worker.Activation == activation);
            if (_workers.Count > 0 || _gone)
                return;
            _gone = true;
        }

        Silo.Directory.Remove(this);
    }

    public override void Collect(DateTimeOffset now)
    {
        foreach (var activation in Snapshot())
            activation.Collect(now);
    }

    public override Task DeactivateAsync(DeactivationReason reason) =>
        Task.WhenAll(Snapshot().Select(activation => activation.DeactivateAsync(reason)));

    public override void Abandon()
    {
        foreach (var activation in Snapshot())
            activation.Abandon();
    }

    private Activation Choose()
    {
        Worker? least = null;
        foreach (var worker in _workers)
        {
            if (least is null || worker.Load < least.Load)
                least = worker;
            if (worker.Load == 0)
                break;
        }

        if (least is null || (least.Load > 0 && _workers.Count < maxWorkers))
            _workers.Add(least = new Worker(new Activation(Silo, GrainId, grainClass, this)));
        least.Load++;
        return least.Activation;
    }

    private List<Activation> Snapshot()
    {
        lock (_lock)
            return _workers.ConvertAll(worker => worker.Activation);
    }

    private sealed class Worker(Activation activation)
    {
        public Activation Activation => activation;

        /// <summary>Requests sent to it that have not left it.</summary>
        public int Load { get; set; }
    }
}
