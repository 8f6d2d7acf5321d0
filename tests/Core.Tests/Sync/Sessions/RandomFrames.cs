using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aevrion.Core.Tests.Sync.Sessions;

/// <summary>Frames without sense: well-formed messages with arbitrary content, and honest ones with parts changed.</summary>
internal sealed class RandomFrames(Random random)
{
    private const int MaxDepth = 4;

    private static readonly ulong[] Numbers = [0, 1, 2, 3, 10, 31, 4_000, 1 << 18, uint.MaxValue, 1UL << 60, long.MaxValue, ulong.MaxValue];
    private static readonly int[] Lengths = [0, 1, 7, 8, 16, 32, 33, 40, 64, 80, 200];
    private static readonly string[] Names = ["", "eu", "us", "ap", "\0", new string('x', 300)];

    /// <summary>A frame of any kind, as it comes off the wire.</summary>
    public Frame Next()
    {
        var bodies = Frame.Descriptor.Oneofs[0].Fields;
        var body = bodies[random.Next(bodies.Count)];
        var frame = new Frame();
        body.Accessor.SetValue(frame, Message(body.MessageType, MaxDepth));
        return FrameCodec.Parse(frame.ToByteArray());
    }

    /// <summary>The frame, with something in it changed.</summary>
    public Frame Change(Frame frame)
    {
        var changed = frame.Clone();
        IMessage at = changed;
        var field = Frame.Descriptor.FindFieldByNumber((int)changed.BodyCase);
        for (var depth = 0; depth < MaxDepth && field.FieldType == FieldType.Message && !field.IsRepeated; depth++)
        {
            if (field.Accessor.GetValue(at) is not IMessage inner || inner.Descriptor.Fields.InDeclarationOrder().Count == 0)
                break;
            at = inner;
            var fields = inner.Descriptor.Fields.InDeclarationOrder();
            field = fields[random.Next(fields.Count)];
        }

        Fill(at, field, MaxDepth);
        return FrameCodec.Parse(changed.ToByteArray());
    }

    private IMessage Message(MessageDescriptor type, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (random.Next(4) > 0)
                Fill(message, field, depth - 1);
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.FieldType == FieldType.Message && depth <= 0)
            return;
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Value(field, depth));
            return;
        }

        var list = (System.Collections.IList)field.Accessor.GetValue(message);
        list.Clear();
        for (var count = random.Next(4); count > 0; count--)
            list.Add(Value(field, depth));
    }

    private object Value(FieldDescriptor field, int depth)
    {
        var number = Numbers[random.Next(Numbers.Length)];
        return field.FieldType switch
        {
            FieldType.UInt32 => (uint)number,
            FieldType.UInt64 or FieldType.Fixed64 => number,
            FieldType.SInt64 => (long)number,
            FieldType.Bool => random.Next(2) == 0,
            FieldType.String => Names[random.Next(Names.Length)],
            FieldType.Bytes => Bytes(Lengths[random.Next(Lengths.Length)]),
            FieldType.Enum => (Refusal.Types.Reason)random.Next(12),
            FieldType.Message => Message(field.MessageType, depth),
            _ => throw new NotSupportedException($"A field of type {field.FieldType}."),
        };
    }

    private ByteString Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
