using System.Buffers.Binary;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Frames one after the other as one input: of each two bytes of length, little endian, and the frame.</summary>
internal static class FrameSequence
{
    /// <summary>More are not looked at.</summary>
    private const int MaxFrames = 24;

    public static byte[] Of(params IEnumerable<Frame> frames) =>
        [.. frames.Select(frame => frame.ToByteArray()).SelectMany(bytes => (byte[])[(byte)bytes.Length, (byte)(bytes.Length >> 8), .. bytes])];

    /// <summary>The frames; the last one has what is left, whatever its length says.</summary>
    /// <exception cref="ProtocolViolationException">One is none.</exception>
    public static IEnumerable<Frame> Read(byte[] input)
    {
        var at = 0;
        for (var count = 0; count < MaxFrames && at + 2 <= input.Length; count++)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(input.AsSpan(at));
            at += 2;
            length = Math.Min(length, input.Length - at);
            yield return FrameCodec.Parse(input.AsSpan(at, length));
            at += length;
        }
    }
}
