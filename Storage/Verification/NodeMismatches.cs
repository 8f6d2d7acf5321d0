using Aevrion.Storage.Rebuild;

namespace Aevrion.Storage.Verification;

/// <summary>Names what is wrong with rows of the tree.</summary>
internal static class NodeMismatches
{
    public static void Report(NodeMistake mistake, MismatchLog log)
    {
        var address = mistake.Truth.Address;
        var where = $"node {address}";
        if (mistake.IsCountWrong)
        {
            var found = mistake.Row is { } row ? $"{row.Count}" : "no row";
            var expected = mistake.Truth.Count == 0 ? "no row" : $"{mistake.Truth.Count}";
            log.Add(new Mismatch(MismatchKinds.NodeCount, where, expected, found, IsDerived: true) { Node = address });
        }

        if (!mistake.IsDigestWrong || mistake.Row is not { } kept)
            return;
        log.Add(new Mismatch(
            MismatchKinds.NodeDigest,
            where,
            $"{mistake.Truth.Digest} of {mistake.Truth.Count} events",
            $"{(kept.Digest is { } digest ? digest : "none")} of {kept.DigestCount} events",
            IsDerived: true)
        {
            Node = address,
        });
    }
}
