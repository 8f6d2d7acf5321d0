namespace Aevrion.Silo.Dashboard;

/// <summary>A file of the dashboard.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="EntityTag">Its content, in short: equal tags mean equal bytes.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record DashboardFile(string ContentType, string EntityTag, ReadOnlyMemory<byte> Bytes);
