namespace Aevrion.Chaos.Faults;

/// <summary>Something that goes wrong, and is put right again.</summary>
internal interface IFault
{
    /// <summary>Lets it go wrong.</summary>
    Task StrikeAsync();

    /// <summary>Puts it right; also when <see cref="StrikeAsync"/> did not come to its end.</summary>
    Task HealAsync();
}
