using System.CommandLine;
using System.CommandLine.Parsing;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Cli.Time;
using Aevrion.Client;
using Spectre.Console;

namespace Aevrion.Cli.Commands;

/// <summary><c>token create|list|revoke</c></summary>
internal static class TokenCommand
{
    private const string DefaultScope = "read";

    public static CommandDefinition Define(CommandHost host)
    {
        string[] creating = ["aevrion token create --scope admin --description 'operations'", "aevrion token create --scope read --scope write --prefix user: --expires 30d"];
        CommandDefinition[] below =
        [
            new(Create(host), creating),
            new(List(host), "aevrion token list", "aevrion token list --json"),
            new(Revoke(host), "aevrion token revoke 1f2e3d4c5b6a"),
        ];
        var command = new Command("token", "Create, list and revoke access tokens of the region.");
        foreach (var definition in below)
            command.Add(definition.Command);
        return new CommandDefinition(command, [.. creating, "aevrion token list", "aevrion token revoke 1f2e3d4c5b6a"]) { Below = below };
    }

    private static Command Create(CommandHost host)
    {
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it opens: read, write, import, admin (all of these) or peer (alone). May be repeated. {DefaultScope} unless it is given.",
            HelpName = "SCOPE",
        };
        scopes.AcceptOnlyFromAmong("read", "write", "import", "admin", "peer");
        var prefixes = new Option<string[]>("--prefix") { Description = "Only keys that begin with it. May be repeated.", HelpName = "PREFIX" };
        var expires = new Option<TimeSpan?>("--expires")
        {
            Description = "How long it is valid, such as 30d or 12h. Until it is revoked unless it is given.",
            HelpName = "SPAN",
            CustomParser = ReadSpan,
        };
        var description = new Option<string?>("--description") { Description = "What it is for.", HelpName = "TEXT" };
        var command = new Command("create", "Create a token. It is shown this once.") { scopes, prefixes, expires, description };
        host.Handle(command, async context =>
        {
            var asked = context.Parsed.GetValue(scopes);
            var token = await context.Client.CreateTokenAsync(
                new TokenRequest
                {
                    Scopes = asked is { Length: > 0 } ? asked : [DefaultScope],
                    Prefixes = context.Parsed.GetValue(prefixes),
                    Lifetime = context.Parsed.GetValue(expires),
                    Description = context.Parsed.GetValue(description),
                },
                context.CancellationToken);
            context.Output.Write(token, DocumentContext.Default.RegionToken, Render);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command List(CommandHost host)
    {
        var command = new Command("list", "List the tokens, revoked and expired ones too.");
        host.Handle(command, async context =>
        {
            var tokens = await context.Client.GetTokensAsync(context.CancellationToken);
            if (!context.Output.IsJson && tokens.Count == 0)
                OutputWriter.WriteLine("There are no tokens.");
            else
                context.Output.Write([.. tokens], DocumentContext.Default.ListRegionToken, Render);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Revoke(CommandHost host)
    {
        var id = new Argument<string>("ID") { Description = "The token's id, as 'token list' shows it." };
        var command = new Command("revoke", "Revoke a token, at once and for good.") { id };
        host.Handle(command, async context =>
        {
            var token = await context.Client.RevokeTokenAsync(context.Parsed.GetRequiredValue(id), context.CancellationToken);
            if (context.Output.IsJson)
                OutputWriter.WriteJson(token, DocumentContext.Default.RegionToken);
            else
                OutputWriter.WriteLine($"Token {token.Id} is revoked.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Grid Render(RegionToken token) => TableBuilder.Facts(
        ("token", token.Token),
        ("id", token.Id),
        ("scopes", string.Join(", ", token.Scopes)),
        ("prefixes", PrefixesOf(token)),
        ("expires", token.Expires is null ? "never" : TimeText.At(token.Expires)),
        ("", "Keep the token: it is not shown again."));

    private static Table Render(IReadOnlyList<RegionToken> tokens)
    {
        var table = TableBuilder.WithColumns("id", "state", "scopes", "prefixes", "created", "expires", "description");
        foreach (var token in tokens)
        {
            table.AddCells(
                token.Id,
                token.State,
                string.Join(", ", token.Scopes),
                PrefixesOf(token),
                TimeText.At(token.Created),
                token.Expires is null ? "never" : TimeText.At(token.Expires),
                token.Description);
        }

        return table;
    }

    private static string PrefixesOf(RegionToken token) => token.Prefixes.Count == 0 ? "all keys" : string.Join(", ", token.Prefixes);

    /// <summary>Spans are written as those of "5m ago" are.</summary>
    private static TimeSpan? ReadSpan(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var now = TimeProvider.System.GetUtcNow();
        if (TimeExpression.TryParse($"{text} ago", now, out var before) && now.ToUnixTimeMilliseconds() > before)
            return TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - before);
        result.AddError($"'{text}' is not a span of time. Give one such as 30d, 12h or 90m.");
        return null;
    }
}
