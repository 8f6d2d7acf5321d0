namespace Aevrion.Fuzz;

/// <summary>Reads inputs one after the other on a thread of its own, so that one that never comes back can be told and left behind.</summary>
internal sealed class Reading : IDisposable
{
    private readonly FuzzTarget _target;
    private readonly TimeSpan _maxTime;
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private byte[]? _input;
    private ReadingResult _result;

    public Reading(FuzzTarget target, TimeSpan maxTime)
    {
        _target = target;
        _maxTime = maxTime;
        new Thread(Work) { IsBackground = true, Name = $"fuzz {target.Name}" }.Start();
    }

    /// <summary>Reads an input.</summary>
    /// <returns>What came of it; after a hang, nothing can be read here any more.</returns>
    public ReadingResult Read(byte[] input)
    {
        _input = input;
        _asked.Release();
        return _answered.Wait(_maxTime)
            ? _result
            : new ReadingResult("hang", new FuzzFinding(FuzzFindingKind.Hang, input, $"It is not done after {_maxTime.TotalSeconds} seconds.", null));
    }

    public void Dispose()
    {
        _input = null;
        _asked.Release();
    }

    private void Work()
    {
        while (true)
        {
            _asked.Wait();
            if (_input is not { } input)
                return;
            _result = Observe(input);

            // What is allocated once, when something is used for the first time, is not the input's.
            if (_result.Finding?.Kind == FuzzFindingKind.Memory)
                _result = Observe(input);
            _answered.Release();
        }
    }

    private ReadingResult Observe(byte[] input)
    {
        var before = AllocatedBytes();
        string outcome;
        try
        {
            outcome = _target.Run(input);
        }
        catch (Exception thrown)
        {
            return new ReadingResult(
                $"thrown {thrown.GetType().Name}", new FuzzFinding(FuzzFindingKind.Broken, input, $"{thrown.GetType().Name}: {thrown.Message}", thrown));
        }

        var allocated = AllocatedBytes() - before;
        var allowed = _target.AllowedBytes(input.Length);
        return allocated <= allowed
            ? new ReadingResult(outcome, null)
            : new ReadingResult(outcome, new FuzzFinding(
                FuzzFindingKind.Memory, input, $"{input.Length} bytes of input allocated {allocated}, of {allowed} allowed.", null));
    }

    private long AllocatedBytes() => GC.GetAllocatedBytesForCurrentThread() - _target.AsideBytes;
}
