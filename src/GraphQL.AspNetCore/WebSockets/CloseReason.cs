namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>Why we close a WebSocket (codes of the graphql-transport-ws protocol and RFC 6455).</summary>
/// <param name="Code">The close code.</param>
/// <param name="Text">What the client reads; at most 123 bytes.</param>
internal readonly record struct CloseReason(int Code, string Text)
{
    private const int LongestText = 123;

    public static readonly CloseReason Normal = new(1000, "");
    public static readonly CloseReason GoingAway = new(1001, "Server is shutting down");
    public static readonly CloseReason Unauthorized = new(4401, "Unauthorized");
    public static readonly CloseReason SubprotocolNotAcceptable = new(4406, "Subprotocol not acceptable");
    public static readonly CloseReason InitialisationTimeout = new(4408, "Connection initialisation timeout");
    public static readonly CloseReason TooManyInitialisations = new(4429, "Too many initialisation requests");
    public static readonly CloseReason InternalError = new(4500, "Internal server error");
    public static readonly CloseReason TokenExpired = new(4403, "Token expired");

    public static CloseReason Forbidden(string reason) => new(4403, Cut(reason.Length == 0 ? "Forbidden" : $"Forbidden: {reason}"));

    public static CloseReason BadMessage(string reason) => new(4400, Cut(reason));

    public static CloseReason MessageTooBig(int limit) => new(1009, $"Message larger than {limit} bytes");

    public static CloseReason SubscriberExists(string id) => new(4409, Cut($"Subscriber for {id} already exists"));

    /// <summary>Close frames hold 123 bytes of text; what is longer is cut at a whole character.</summary>
    private static string Cut(string text)
    {
        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestText)
                return text[..length];
            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
