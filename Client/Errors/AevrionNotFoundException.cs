namespace Aevrion.Client;

/// <summary>What was named does not exist: a peer, a tree node or a conflict (status 404). An absent key is no error.</summary>
public sealed class AevrionNotFoundException : AevrionException
{
    internal AevrionNotFoundException(Problem problem)
        : base(problem)
    {
    }
}
