using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Requests;

/// <summary>A JSON object that is read strictly: a member that is given twice is refused, and so is whatever stands behind the object.</summary>
internal abstract class StrictJsonObject
{
    // A handful at most: a member that is not known ends the reading.
    private readonly List<string> _given = new(4);

    /// <summary>Reads the object; null when it is one and its members are in order.</summary>
    public Problem? Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return ReadObject(ref reader) ?? Check();
        }
        catch (JsonException broken)
        {
            return Bad(Describe(broken));
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for a string that is not Unicode, whatever it holds.
            return EventProblems.Of(EventRejection.KeyNotUnicode) with { Detail = "A string is not valid Unicode." };
        }
    }

    /// <summary>Reads a member, whose value is the current token; null when it is in order.</summary>
    protected abstract Problem? ReadMember(string name, ref Utf8JsonReader reader);

    /// <summary>The problem that such a text is.</summary>
    protected abstract Problem Bad(string detail);

    /// <summary>Says where it is not JSON.</summary>
    protected abstract string Describe(JsonException broken);

    /// <summary>Called once all members were read; null when nothing is missing.</summary>
    protected virtual Problem? Check() => null;

    private Problem? ReadObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Bad("It is not a JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (_given.Contains(name))
                return Bad($"\"{name}\" is given twice.");
            _given.Add(name);
            if (ReadMember(name, ref reader) is { } problem)
                return problem;
        }

        // Past the object only its end is allowed; the reader throws for anything else.
        reader.Read();
        return null;
    }
}
