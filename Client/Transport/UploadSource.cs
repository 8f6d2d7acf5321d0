namespace Aevrion.Client.Transport;

/// <summary>What a request sends while it reads it.</summary>
/// <param name="Content">From where it stands; is not disposed of.</param>
/// <param name="Progress">Told how many bytes were sent; null for nobody.</param>
internal sealed record UploadSource(Stream Content, IProgress<long>? Progress)
{
    private readonly long _start = Content.CanSeek ? Content.Position : 0;
    private bool _isUsed;

    /// <summary>Bytes there are; null when that cannot be known.</summary>
    public long? Length => Content.CanSeek ? Content.Length - _start : null;

    /// <summary>Goes back to the beginning for another attempt.</summary>
    /// <exception cref="IOException">It cannot be read twice.</exception>
    public void Rewind()
    {
        if (Content.CanSeek)
            Content.Position = _start;
        else if (_isUsed)
            throw new IOException("What was to be sent cannot be read a second time.");
        _isUsed = true;
    }
}
