using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using CrmGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CrmGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>Writes events in the framing of <c>text/event-stream</c>, each flushed at once.</summary>
internal sealed class EventStreamWriter(HttpContext context)
{
    private readonly PipeWriter output = context.Response.BodyWriter;

    /// <summary>Sends the headers and a first comment, so that the client knows the stream is open.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await WriteCommentAsync(cancellationToken);
    }

    /// <summary>Sends a comment, which clients ignore.</summary>
    public async ValueTask WriteCommentAsync(CancellationToken cancellationToken)
    {
        output.Write(":\n\n"u8);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Sends a <c>next</c> event, with an <c>id</c> line if the event has a cursor.</summary>
    public async ValueTask WriteNextAsync(ResponsePayload payload, CancellationToken cancellationToken)
    {
        output.Write("event: next\n"u8);
        if (payload.EventId is { } id)
        {
            output.Write("id: "u8);
            Encoding.UTF8.GetBytes(id, output);
            output.Write("\n"u8);
        }

        WriteData(payload.Json.Span);
        output.Write("\n"u8);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Sends the <c>complete</c> event. Its data line is empty but there: without one, browsers drop the event.</summary>
    public async ValueTask WriteCompleteAsync(CancellationToken cancellationToken)
    {
        output.Write("event: complete\ndata: \n\n"u8);
        await output.FlushAsync(cancellationToken);
    }

    private void WriteData(ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var end = json.IndexOfAny((byte)'\n', (byte)'\r');
            output.Write("data: "u8);
            output.Write(end < 0 ? json : json[..end]);
            output.Write("\n"u8);
            if (end < 0)
                return;
            json = json[(end + 1)..];
        }
    }
}
