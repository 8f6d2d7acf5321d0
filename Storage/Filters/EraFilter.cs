namespace Aevrion.Storage.Filters;

/// <summary>The keys of an era that takes no new writes any more.</summary>
/// <param name="Era">Number of the era.</param>
/// <param name="Changes">How often the era had grown late when the keys were read; the filter is right while that number stands.</param>
/// <param name="Keys">The keys.</param>
internal sealed record EraFilter(short Era, long Changes, KeyFilter Keys);
