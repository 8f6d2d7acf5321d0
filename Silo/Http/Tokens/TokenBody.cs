using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Grains.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Tokens;

/// <summary>
/// What a new token is to be: <c>{"scopes":["read",…],"prefixes":["user:",…]?,"lifetimeMs":N?,"description":"…"?}</c>. Strict: a member that is
/// not known, given twice or of another type is refused. A null counts as a member that is not there.
/// </summary>
internal sealed class TokenBody : StrictJsonObject
{
    private readonly List<string> _prefixes = [];
    private AccessScopes _scopes;
    private TimeSpan? _life;
    private string _description = "";

    /// <summary>The token that is wanted; only once it was parsed.</summary>
    public NewToken ToNewToken() => new(_scopes, _prefixes, _life, _description);

    protected override Problem? Check()
    {
        if (_scopes == AccessScopes.None)
            return Bad($"\"scopes\" must list at least one of {ScopeNames.All}.");
        if (!_scopes.HasFlag(AccessScopes.Peer))
            return null;
        if (_scopes != AccessScopes.Peer)
            return Bad("A token of scope peer has no other scope: it opens the endpoint of regions, and nothing else.");
        return _prefixes.Count == 0
            ? null
            : Bad("A token of scope peer has no prefixes; what a peer may write is said by its settings, Aevrion:Peers.");
    }

    protected override string Describe(JsonException broken) =>
        $"It is not JSON (see line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}).";

    protected override Problem Bad(string detail) => ProblemKinds.BadBody.With(detail);

    protected override Problem? ReadMember(string name, ref Utf8JsonReader reader)
    {
        switch (name, reader.TokenType)
        {
            case ("scopes" or "prefixes" or "lifetimeMs" or "description", JsonTokenType.Null):
                return null;
            case ("scopes" or "prefixes", JsonTokenType.StartArray):
                return ReadList(name, ref reader);
            case ("scopes" or "prefixes", _):
                return Bad($"\"{name}\" must be a list of strings.");
            case ("lifetimeMs", JsonTokenType.Number) when reader.TryGetInt64(out var ms) && ms >= 1 && ms <= TokenLimits.LongestLife.TotalMilliseconds:
                _life = TimeSpan.FromMilliseconds(ms);
                return null;
            case ("lifetimeMs", _):
                return Bad($"\"lifetimeMs\" must be a whole number of milliseconds from 1 to {(long)TokenLimits.LongestLife.TotalMilliseconds}.");
            case ("description", JsonTokenType.String):
                return ReadDescription(reader.GetString()!);
            case ("description", _):
                return Bad("\"description\" must be a string.");
            default:
                return Bad($"\"{name}\" is not known; there are \"scopes\", \"prefixes\", \"lifetimeMs\" and \"description\".");
        }
    }

    private Problem? ReadDescription(string text)
    {
        _description = text;
        return text.Length <= TokenLimits.MaxDescriptionLength && !text.Any(char.IsControl)
            ? null
            : Bad($"\"description\" has at most {TokenLimits.MaxDescriptionLength} characters, and no control characters.");
    }

    private Problem? ReadList(string name, ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                return Bad($"\"{name}\" must be a list of strings.");
            var text = reader.GetString()!;
            if ((name == "scopes" ? AddScope(text) : AddPrefix(text)) is { } problem)
                return problem;
        }

        return null;
    }

    private Problem? AddScope(string name)
    {
        var scope = ScopeNames.Parse(name);
        _scopes |= scope;
        return scope == AccessScopes.None ? Bad($"There is no scope '{name}'; there are {ScopeNames.All}.") : null;
    }

    private Problem? AddPrefix(string prefix)
    {
        if (EventRules.CheckKey(prefix) is not EventRejection.None and var rejection)
            return Bad($"A prefix is not the beginning of a key: {EventProblems.Of(rejection).Detail} Leave \"prefixes\" out for no limit.");
        if (_prefixes.Count == TokenLimits.MaxPrefixes)
            return Bad($"A token has at most {TokenLimits.MaxPrefixes} prefixes.");
        _prefixes.Add(prefix);
        return null;
    }
}
