using Aevrion.Core.Hashing;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// The dialler's side of an exchange: compares this region's history with the peer's and repairs what differs, both ways. Probe; when
/// the digests differ, find the differing nodes by short digests, the differing leaves and then the differing events by coded symbols,
/// transfer just the events that one side lacks, and compare the digests again. Four round trips when nothing has to be repeated. Once the
/// digests are equal, the versions that lost to a concurrent write are made equal, see <see cref="LoserComparison"/>.
/// Ends by itself against any peer, at the latest after <see cref="MaxRoundTrips"/> requests: what was repaired until then stays, and
/// the next exchange goes on from there.
/// </summary>
/// <param name="shape">The tree's geometry.</param>
/// <param name="seed">Random bytes that nobody else knows, drawn anew for every exchange; 16 are plenty.</param>
/// <param name="kind">What is compared.</param>
/// <param name="rounds">How often it looks for differences, <see cref="MaxRounds"/> at most.</param>
public sealed class ExchangeInitiator(
    TreeShape shape, ReadOnlyMemory<byte> seed, ExchangeKind kind, int rounds = ExchangeInitiator.MaxRounds) : SyncMachine
{
    /// <summary>Most requests in one exchange.</summary>
    public const int MaxRoundTrips = 100_000;

    /// <summary>
    /// How often an exchange looks for differences before it leaves the rest to the next one. More than one is needed only while imports
    /// run, or when two short digests collide, which another salt mends.
    /// </summary>
    public const int MaxRounds = 3;

    private Dialogue? _dialogue;
    private TreeSnapshot _local = new(0, []);
    private SketchScheme? _scheme;
    private ByteString _salt = ByteString.Empty;
    private NodeDigests? _remoteNodes;
    private bool _equal;
    private ulong? _losersThere;
    private int _salts;

    /// <summary>What is compared.</summary>
    public ExchangeKind Kind => kind;

    /// <summary>How far the exchange is; not equal until it has ended so.</summary>
    public ExchangeOutcome Progress => Outcome(equal: false);

    /// <summary>The nodes found to differ so far: leaves, and higher nodes that one side lacks.</summary>
    public DifferingNodes Differing { get; } = new(shape);

    private Dialogue Dialogue => _dialogue ??= new Dialogue(Answers, Differing);

    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        yield return ReadHorizon.Instance;
        yield return new ReadSnapshot(Answers.Take<HorizonRead>().Of(kind));
        _local = Answers.Take<SnapshotRead>().Snapshot;
        for (var round = 0; ; round++)
        {
            foreach (var effect in Probe())
                yield return effect;
            if (_equal || round == rounds || Spent)
                break;
            foreach (var effect in Repair(_remoteNodes))
                yield return effect;
            if (_equal)
                break;
        }

        if (_equal && _losersThere is { } losers && _scheme is { } scheme)
        {
            foreach (var effect in new LoserComparison(Dialogue, shape, scheme, _local.Horizon).Run(losers))
                yield return effect;
        }

        yield return new ExchangeFinished(Outcome(_equal));
    }

    private bool Spent => Dialogue.RoundTrips >= MaxRoundTrips;

    /// <summary>Asks whether both sides are equal; where the peer's horizon is lower, once more at that one.</summary>
    private IEnumerable<SyncEffect> Probe()
    {
        for (var asked = 0; ; asked++)
        {
            DrawSalt();
            yield return Dialogue.Ask(new Frame
            {
                ProbeRequest = new ProbeRequest
                {
                    Horizon = (ulong)_local.Horizon,
                    Digest = WireHashes.ToWire(_local.Digest),
                    Salt = _salt,
                    Open = kind == ExchangeKind.Open,
                    TellLosers = true,
                },
            });
            var answer = Dialogue.Reply(Frame.BodyOneofCase.ProbeAnswer).ProbeAnswer;
            _remoteNodes = answer.Nodes;
            _equal = answer.Equal;
            _losersThere = answer.HasLosersSum ? answer.LosersSum : null;
            if (answer.Horizon > (ulong)_local.Horizon || (answer.Horizon < (ulong)_local.Horizon && asked > 0))
                throw new ProtocolViolationException("A probe is answered at the lower of both horizons.");
            if (answer.Horizon == (ulong)_local.Horizon)
                yield break;

            yield return new ReadSnapshot((long)answer.Horizon);
            _local = Answers.Take<SnapshotRead>().Snapshot;
            _equal = WireHashes.FromWire(answer.Digest) == _local.Digest;
            if (_equal)
                yield break;
        }
    }

    private IEnumerable<SyncEffect> Repair(NodeDigests? remoteNodes)
    {
        var scheme = _scheme ?? throw new InvalidOperationException("A probe comes first.");
        var plan = new RepairPlan(Dialogue, shape);
        foreach (var effect in new TreeComparison(Dialogue, shape, scheme, plan).Run(_local, remoteNodes))
            yield return effect;

        Hash256? digest = null;
        while ((plan.HasNodes || plan.HasLeaves || plan.HasTransfers) && !Spent)
        {
            if (plan.HasNodes)
            {
                foreach (var effect in new LeafComparison(Dialogue, shape, scheme, plan).Run(plan.TakeNodes()))
                    yield return effect;
            }

            if (plan.HasLeaves)
            {
                foreach (var effect in new EventComparison(Dialogue, scheme, plan).Run(plan.TakeLeaves()))
                    yield return effect;
            }

            var transfer = new RepairTransfer(Dialogue, shape, scheme, plan);
            foreach (var effect in transfer.Run(plan.HasNodes || plan.HasLeaves ? null : _local.Horizon, tellLosers: true))
                yield return effect;
            (digest, _losersThere) = (transfer.Digest, transfer.LosersSum);
        }

        foreach (var effect in Dialogue.Admit(Dialogue.Batches.TakeAll()))
            yield return effect;
        yield return AwaitAdmissions.Instance;
        Dialogue.Added += Answers.Take<EventsAdmitted>().Added;
        yield return new ReadSnapshot(_local.Horizon);
        _local = Answers.Take<SnapshotRead>().Snapshot;
        _equal = digest == _local.Digest;
    }

    private void DrawSalt()
    {
        var salt = new byte[ProtocolLimits.SaltBytes];
        Blake3.Hash([.. seed.Span, (byte)_salts++], salt);
        _salt = UnsafeByteOperations.UnsafeWrap(salt);
        _scheme = SketchScheme.FromSalt(_salt.Span);
    }

    private ExchangeOutcome Outcome(bool equal) => new(
        equal, _local.Horizon, Dialogue.RoundTrips, Dialogue.DifferingLeaves, Dialogue.Received, Dialogue.Added, Dialogue.Sent)
    {
        Digest = equal ? _local.Digest : null,
    };
}
