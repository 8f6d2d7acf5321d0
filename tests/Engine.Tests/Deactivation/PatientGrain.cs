using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

[CollectionAgeLimit(Hours = 1)]
public sealed class PatientGrain : IdleGrainBase;
