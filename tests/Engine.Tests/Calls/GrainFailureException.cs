using Orleans;

namespace Aevrion.Engine.Tests.Calls;

[GenerateSerializer]
public sealed class GrainFailureException : Exception
{
    public GrainFailureException()
    {
    }

    public GrainFailureException(string message)
        : base(message)
    {
    }

    public GrainFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    [Id(0)]
    public int Code { get; set; }
}
