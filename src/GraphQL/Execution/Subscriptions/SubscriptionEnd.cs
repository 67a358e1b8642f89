using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>Why subscribers are cut off, told so that they can go on where they were.</summary>
public static class SubscriptionEnd
{
    /// <summary>The entry of <c>extensions</c> that holds the cursor of the last event that the subscriber gets, or the one that it came with.</summary>
    public const string LastCursor = "lastCursor";

    /// <summary>The subscriber did not read fast enough.</summary>
    public static GraphQLException Overflow(int waiting) =>
        new(ErrorCodes.SubscriptionOverflow, $"More than {waiting} events were waiting to be read. Subscribe again from the last event, and read faster.");

    /// <summary>The caller is not let in any more.</summary>
    public static GraphQLException Unauthenticated() =>
        new(ErrorCodes.Unauthenticated, "You are not signed in any more. Sign in and subscribe again from the last event.");

    /// <summary>The same with the cursor after which the subscriber goes on; null if it knows none.</summary>
    public static GraphQLException At(this GraphQLException end, string? lastCursor)
    {
        ArgumentNullException.ThrowIfNull(end);
        var error = end.Errors[0];
        if (lastCursor is null || error.Extensions?.ContainsKey(LastCursor) == true)
            return end;
        return new GraphQLException(new GraphQLError(error.Message)
        {
            Code = error.Code,
            Path = error.Path,
            Locations = error.Locations,
            Extensions = new Dictionary<string, object?>(error.Extensions ?? new Dictionary<string, object?>()) { [LastCursor] = lastCursor },
        });
    }
}
