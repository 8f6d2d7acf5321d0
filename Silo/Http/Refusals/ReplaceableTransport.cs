using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Aevrion.Silo.Http.Refusals;

/// <summary>Puts a <see cref="ReplaceableOutput"/> under each connection.</summary>
internal sealed class ReplaceableTransport(IDuplexPipe transport) : IDuplexPipe
{
    /// <summary>Where a connection keeps its output.</summary>
    private static readonly object OutputKey = new();

    private readonly ReplaceableOutput _output = new(transport.Output);

    /// <inheritdoc/>
    public PipeReader Input => transport.Input;

    /// <inheritdoc/>
    public PipeWriter Output => _output;

    /// <summary>Connection middleware.</summary>
    public static ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        var outer = connection.Transport;
        var own = new ReplaceableTransport(outer);
        connection.Items[OutputKey] = own._output;
        connection.Transport = own;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = outer;
        }
    };

    /// <summary>The output of a connection; null when it has none that could be taken over.</summary>
    public static ReplaceableOutput? Of(IDictionary<object, object?> connectionItems) =>
        connectionItems.TryGetValue(OutputKey, out var output) ? output as ReplaceableOutput : null;
}
