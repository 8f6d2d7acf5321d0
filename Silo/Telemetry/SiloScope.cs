namespace Aevrion.Silo.Telemetry;

/// <summary>Stands for one silo: whatever measures it carries it.</summary>
internal sealed class SiloScope;
