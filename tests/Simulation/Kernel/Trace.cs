using System.Buffers.Binary;

namespace Aevrion.Simulation.Kernel;

/// <summary>
/// Everything that happened, as one number: two runs of a seed are the same when their numbers are. Written out as lines when a
/// writer is given.
/// </summary>
internal sealed class Trace(VirtualTime time, TextWriter? writer = null)
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>True when lines are written: only then is it worth making them.</summary>
    public bool IsWritten => writer is not null;

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The number.</summary>
    public ulong Hash { get; private set; } = 0x243F6A8885A308D3;

    /// <summary>The last step, for a message.</summary>
    public string Last => writer is null ? $"step {Steps} at {time.NowMs} ms" : $"step {Steps} at {time.NowMs} ms: {_last}";

    private string _last = "";

    /// <summary>Takes note of a step.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="region">Number of the region it happened in.</param>
    /// <param name="detail">What tells it from others of its kind.</param>
    public void Step(StepKind kind, int region, long detail)
    {
        Steps++;
        Mix((ulong)time.NowMs);
        Mix(((ulong)kind << 32) | (uint)region);
        Mix((ulong)detail);
    }

    /// <summary>Takes note of bytes, as part of the last step.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        var rest = (ulong)bytes.Length;
        foreach (var one in bytes)
            rest = (rest << 8) | one;
        Mix(rest);
    }

    /// <summary>Writes a line about the last step.</summary>
    public void Line(string text)
    {
        _last = text;
        writer?.WriteLine($"{time.NowMs,9} {Steps,7} {text}");
    }

    private void Mix(ulong value) => Hash = (ulong.RotateLeft(Hash, 23) ^ value) * Prime;
}
