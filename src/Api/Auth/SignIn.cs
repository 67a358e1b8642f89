using CrmGraph.Persistence;

namespace CrmGraph.Api.Auth;

/// <summary>The outcome of looking at credentials: a caller, or why there is none.</summary>
internal abstract record SignIn
{
    private SignIn()
    {
    }

    /// <summary>Somebody we know.</summary>
    /// <param name="Caller">Who it is.</param>
    /// <param name="ExpiresAt">When the credentials end; null if they do not.</param>
    internal sealed record Accepted(Caller Caller, DateTimeOffset? ExpiresAt) : SignIn;

    /// <summary>Nobody we let in.</summary>
    /// <param name="Reason">Why, in words that the caller may read.</param>
    internal sealed record Refused(string Reason) : SignIn;
}
