using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>Reads the stamps of a span, page after page, into a tree, and stops behind a node when the span is larger than planned.</summary>
internal sealed class SpanScan
{
    private readonly TreeShape _shape;
    private readonly int _level;
    private readonly SpanLimits _limits;
    private readonly SpanTree _tree;
    private readonly TreeSpan _span;
    private readonly byte[] _lastId = new byte[Hash256.Length];
    private readonly long _toMs;
    private readonly long _nodeMs;
    private ReadOnlyMemory<byte> _afterId;
    private long _afterMs;
    private long _node = -1;
    private long _nodeEndMs = long.MinValue;
    private long _pageStart;
    private long _reported;
    private bool _isFirstPage = true;
    private long? _cutAt;

    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="level">The level that spans are cut on.</param>
    /// <param name="span">What to read.</param>
    /// <param name="limits">How much of it.</param>
    public SpanScan(TreeShape shape, int level, TreeSpan span, SpanLimits limits)
    {
        (_shape, _level, _span, _limits) = (shape, level, span, limits);
        _tree = new SpanTree(shape, level);
        (_afterMs, _toMs) = span.Time(shape, level);
        var oneNode = new TreeSpan(0, 1).Time(shape, level);
        _nodeMs = oneNode.ToMs - oneNode.FromMs;
    }

    /// <summary>Events read.</summary>
    public long Events => _tree.Events;

    /// <summary>What was read.</summary>
    public TreeSpan Read => _cutAt is { } node ? _span with { End = node } : _span;

    /// <summary>What was not; null for nothing.</summary>
    public TreeSpan? Rest => _cutAt is { } node ? _span with { First = node } : null;

    /// <summary>What to ask the database next; null when enough was read.</summary>
    public SpanPage? NextPage()
    {
        var isLastPage = !_isFirstPage && Events - _pageStart < _limits.PageEvents;
        if (isLastPage || _cutAt is not null)
            return null;
        _isFirstPage = false;
        _pageStart = Events;
        return new SpanPage(_afterMs, _afterId, _toMs, _limits.PageEvents);
    }

    /// <summary>Events read since this was last asked.</summary>
    public long TakeProgress()
    {
        var news = Events - _reported;
        _reported = Events;
        return news;
    }

    /// <summary>The nodes of <see cref="Read"/>.</summary>
    public List<NodeTruth> Finish() => _tree.Finish();

    /// <summary>Takes the next event; answers false when it is part of <see cref="Rest"/>, and so is what comes behind it.</summary>
    public bool Next(long timestamp, byte[] id)
    {
        if (timestamp >= _nodeEndMs)
        {
            var isEnough = Events >= _limits.MaxEvents || _tree.Leaves >= _limits.MaxLeaves;
            var node = _shape.AncestorOf(_shape.LeafOf(timestamp), _level).Index;
            if (isEnough && _node >= 0)
            {
                _cutAt = node;
                return false;
            }

            (_node, _nodeEndMs) = (node, checked((node + 1) * _nodeMs));
        }

        _tree.Add(timestamp, id);
        _afterMs = timestamp;
        id.CopyTo(_lastId, 0);
        _afterId = _lastId;
        return true;
    }
}
