namespace Aevrion.Storage.Verification;

/// <summary>What was learnt of some spans, beside the mismatches. Not safe for concurrent use.</summary>
/// <param name="areErasSound">False when the spans of the eras are damaged, so that nothing can be said of what is in them.</param>
internal sealed class SpanFacts(bool areErasSound)
{
    private readonly Dictionary<short, EraSum> _eras = [];

    /// <summary>True when every time belongs to one era.</summary>
    public bool AreErasSound => areErasSound;

    /// <summary>Events read.</summary>
    public long Events { get; set; }

    /// <summary>Nodes made of them.</summary>
    public long Nodes { get; set; }

    /// <summary>Eras whose keys were looked up.</summary>
    public int VerifiedEras { get; set; }

    /// <summary>The nodes of the level that spans are cut on, by index.</summary>
    public Dictionary<long, TopNode> Tops { get; } = [];

    /// <summary>Spans of time that have events of the wrong era.</summary>
    public List<(long FromMs, long ToMs)> WrongEras { get; } = [];

    /// <summary>Events that are not as they were written, <see cref="VerificationLimits.MaxQuarantined"/> at most.</summary>
    public List<DamagedEvent> Damaged { get; } = [];

    /// <summary>The events of each era, those left out that do not belong there.</summary>
    public IReadOnlyDictionary<short, EraSum> Eras => _eras;

    /// <summary>Counts events of an era.</summary>
    public void Add(short era, EraSum sum) => _eras[era] = _eras.GetValueOrDefault(era).And(sum);

    /// <summary>Takes what was learnt of other spans.</summary>
    public void Take(SpanFacts other)
    {
        Events += other.Events;
        Nodes += other.Nodes;
        foreach (var (index, top) in other.Tops)
            Tops[index] = top;
        WrongEras.AddRange(other.WrongEras);
        Damaged.AddRange(other.Damaged.Take(VerificationLimits.MaxQuarantined - Damaged.Count));
        foreach (var (era, sum) in other._eras)
            Add(era, sum);
    }
}
