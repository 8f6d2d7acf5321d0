using Aevrion.Storage.Batches;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Conflicts;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>An empty store to test.</summary>
public sealed record TestStore(IEventLog Log, ITreeStore Tree, ICommitLog Commits, IConflictStore Conflicts, IBatchAnswers Answers);
