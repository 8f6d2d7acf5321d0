using System.Buffers;

namespace Aevrion.Cli.Export;

/// <summary>Writes events as lines that an import takes.</summary>
internal interface ILineEncoder
{
    /// <summary>What a file begins with.</summary>
    void WriteHeader(IBufferWriter<byte> output);

    /// <summary>Writes a line, its end included.</summary>
    void Write(IBufferWriter<byte> output, ExportedEvent line);
}
