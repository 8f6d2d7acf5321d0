namespace Aevrion.Client.Transport;

/// <summary>When a request may be sent again.</summary>
internal enum RetrySafety
{
    /// <summary>Only when it surely changed nothing: it never left, or the region says that it did nothing.</summary>
    OnlyIfNothingHappened,

    /// <summary>Always at the same URL, whose region knows the request again; elsewhere only when it surely changed nothing.</summary>
    KnownWhereItWasSent,

    /// <summary>Always: doing it twice is the same as doing it once.</summary>
    Idempotent,
}
