namespace Aevrion.Engine.Invocation;

/// <summary>A call of a method that returns nothing, as those of observers may. Always one-way.</summary>
internal abstract class VoidRequest : GrainRequest<Nothing>
{
    protected abstract void Call(object instance);

    protected sealed override void Start(object instance)
    {
        try
        {
            Call(instance);
        }
        catch (Exception exception)
        {
            FailAndEnd(exception);
            return;
        }

        Succeed(default);
    }

    protected sealed override Nothing ResultOf(Task finished) => default;
}
