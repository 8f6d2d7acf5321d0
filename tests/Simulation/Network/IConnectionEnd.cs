namespace Aevrion.Simulation.Network;

/// <summary>What a side of a connection is told.</summary>
internal interface IConnectionEnd
{
    /// <summary>A frame arrived.</summary>
    void OnFrame(byte[] frame);

    /// <summary>The connection is gone.</summary>
    void OnClosed();
}
