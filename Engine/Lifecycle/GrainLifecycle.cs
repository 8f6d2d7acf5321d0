using Orleans.Runtime;

namespace Aevrion.Engine.Lifecycle;

internal sealed class GrainLifecycle : StagedLifecycle, IGrainLifecycle;
