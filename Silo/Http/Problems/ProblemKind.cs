namespace Aevrion.Silo.Http.Problems;

/// <summary>A kind of error that the API answers, with the <c>type</c> that programs may rely on.</summary>
/// <param name="Slug">Last part of the type.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same for every occurrence.</param>
internal sealed record ProblemKind(string Slug, int Status, string Title)
{
    private const string TypePrefix = "urn:aevrion:problem:";

    /// <summary>The problem's <c>type</c>.</summary>
    public string Type => TypePrefix + Slug;

    /// <summary>An occurrence of it.</summary>
    public Problem With(string detail) => new(this, detail);
}
