namespace Aevrion.Linearizability.Search;

/// <summary>A beginning or an end.</summary>
/// <param name="At">When.</param>
/// <param name="IsEnd">Which of the two. What ends when another begins is taken to overlap it.</param>
/// <param name="Operation">Of what.</param>
internal readonly record struct Moment(long At, bool IsEnd, SearchedOperation Operation);
