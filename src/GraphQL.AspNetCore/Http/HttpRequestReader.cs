using System.Buffers;
using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>Reads the parameters of GET and POST requests.</summary>
internal static class HttpRequestReader
{
    /// <summary>Reads the query string of a GET request.</summary>
    public static RequestParameters FromQueryString(IQueryCollection query, GraphQLServerOptions options)
    {
        return RequestParameters.FromText(One("query"), One("operationName"), One("variables"), One("extensions"), options.MaxJsonDepth);

        string? One(string name) => query[name] is var values && values.Count > 1
            ? throw new MalformedRequestException($"The \"{name}\" parameter is given more than once.")
            : values.ToString();
    }

    /// <summary>
    /// Reads the JSON body of a POST request where the server's buffers hold it, without making one piece of it.
    /// Only JSON is taken: browsers send forms and plain text across origins without asking first.
    /// </summary>
    public static async ValueTask<RequestParameters> FromBodyAsync(HttpRequest request, GraphQLServerOptions options, CancellationToken cancellationToken)
    {
        CheckContentType(request);
        if (request.ContentLength > options.MaxRequestBodyBytes)
            throw TooLarge(options);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.MaxRequestBodyBytes;
        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.Length > options.MaxRequestBodyBytes)
            {
                body.AdvanceTo(read.Buffer.End);
                throw TooLarge(options);
            }

            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return Parse(read.Buffer, options);
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static RequestParameters Parse(in ReadOnlySequence<byte> json, GraphQLServerOptions options)
    {
        if (json.IsEmpty)
            throw new MalformedRequestException("The request body is empty.");
        if (!Utf8Validity.IsValid(json))
            throw new MalformedRequestException("The request body is not valid UTF-8.");
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxJsonDepth });
            reader.Read();
            var parameters = RequestParameters.Read(ref reader);
            reader.Read();
            return parameters;
        }
        catch (JsonException e)
        {
            throw new MalformedRequestException($"The request body is not valid JSON, or nested deeper than {options.MaxJsonDepth} levels (line {e.LineNumber + 1}).");
        }
    }

    private static void CheckContentType(HttpRequest request)
    {
        if (request.ContentType is not "application/json"
            && !(MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))))
        {
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.BadRequest, "Send the request as \"Content-Type: application/json\", in UTF-8.");
        }

        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.BadRequest, "Send the request without Content-Encoding.");
    }

    private static RefusedRequestException TooLarge(GraphQLServerOptions options) =>
        new(StatusCodes.Status413PayloadTooLarge, ErrorCodes.LimitExceeded, $"The request body is larger than {options.MaxRequestBodyBytes} bytes.");
}
