using System.Buffers;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers from the listener's last sketch: symbols, as many as asked for or as seem to be needed, or the items where that is cheaper.</summary>
internal sealed class SketchResponse(SketchScheme scheme, ResponderMemory memory)
{
    /// <summary>The answer to a request, symbols or items, and whether there are more items.</summary>
    /// <exception cref="ProtocolViolationException">There is no sketch to go on with, or the request is malformed.</exception>
    public (ByteString Symbols, ByteString Items, bool More) Answer(
        uint firstSymbol, uint symbols, bool list, ReadOnlySpan<byte> counts, int atLeast)
    {
        var sketch = memory.Sketch
            ?? throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "There is no sketch to go on with.");
        if (list)
            return List(firstSymbol);
        if (firstSymbol > SymbolMapping.MaxSymbols || symbols > ProtocolLimits.MaxSymbolsPerAnswer
            || firstSymbol + symbols > SymbolMapping.MaxSymbols || (firstSymbol > 0 && symbols == 0))
        {
            throw new ProtocolViolationException("More coded symbols than there are, or none.");
        }

        if (symbols == 0)
        {
            if (!SymbolCounts.TryEstimate(counts, sketch, out var estimate))
                throw new ProtocolViolationException("The counts of a sketch are malformed.");
            symbols = (uint)Math.Min(SymbolBudget.First(estimate, atLeast), ProtocolLimits.MaxSymbolsPerAnswer);
            if (ItemComparison.ListIsCheaper((int)symbols, sketch.SetSize))
                return List(0);
        }

        var output = new ArrayBufferWriter<byte>();
        new SketchCodec<Item8>(scheme).Write(output, sketch, (int)firstSymbol, (int)symbols);
        return (UnsafeByteOperations.UnsafeWrap(output.WrittenMemory), ByteString.Empty, false);
    }

    private (ByteString Symbols, ByteString Items, bool More) List(uint first)
    {
        if (first > memory.Items.Length)
            throw new ProtocolViolationException("A list goes on behind its end.");
        var page = memory.Items.AsSpan((int)first);
        page = page[..Math.Min(page.Length, ProtocolLimits.MaxItemsPerAnswer)];
        return (ByteString.Empty, WireItems.ToWire(page), first + page.Length < memory.Items.Length);
    }
}
