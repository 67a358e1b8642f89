namespace CrmGraph.Testing.Emulators.Erp;

/// <summary>What can go wrong with one request.</summary>
public enum ErpFault
{
    /// <summary>The connection is cut before anything happens.</summary>
    CutBefore,

    /// <summary>It takes effect, and the connection is cut before a byte of the answer leaves.</summary>
    CutAfter,

    /// <summary>It takes effect, and the connection is cut amid the answer.</summary>
    CutInAnswer,

    /// <summary>Nothing happens: HTTP 500.</summary>
    ErrorBefore,

    /// <summary>It takes effect, and the answer is HTTP 500 all the same.</summary>
    ErrorAfter,

    /// <summary>It takes effect, and something in between answers with a page of its own: HTTP 502.</summary>
    BadGateway,

    /// <summary>It takes effect, and the answer is a page with HTTP 200.</summary>
    StrangeAnswer,

    /// <summary>Nothing happens: HTTP 429 with Retry-After.</summary>
    TooManyRequests,

    /// <summary>It takes effect, and the answer comes after the caller has given up.</summary>
    Slow,

    /// <summary>All sessions and tokens have just ended.</summary>
    SessionExpired,
}
