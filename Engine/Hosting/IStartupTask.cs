namespace Orleans.Runtime;

/// <summary>Work to do when the silo starts.</summary>
public interface IStartupTask
{
    Task Execute(CancellationToken cancellationToken);
}
