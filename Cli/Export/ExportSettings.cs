using Aevrion.Cli.Import;
using Aevrion.Client;

namespace Aevrion.Cli.Export;

/// <summary>What to export, and how.</summary>
/// <param name="Prefix">What the keys begin with; empty for all.</param>
/// <param name="At">As it was at this time; null for now.</param>
/// <param name="History">Every version of every key, deletions included, instead of what stands.</param>
/// <param name="Format">How the lines are written.</param>
internal sealed record ExportSettings(string Prefix, PointInTime? At, bool History, LineFormat Format);
