using CrmGraph.GraphQL.Errors;

namespace CrmGraph.Api.Reports;

/// <summary>A span of days, UTC.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last. Exclusive.</param>
internal sealed record PeriodInput(DateOnly From, DateOnly To)
{
    /// <summary>The first moment.</summary>
    internal DateTimeOffset Start => new(From, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The moment after the last.</summary>
    internal DateTimeOffset End => new(To, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Refuses a period that ends before it begins.</summary>
    internal void Check()
    {
        if (From > To) throw new GraphQLException(ErrorCodes.BadUserInput, "\"period\" ends before it begins.");
    }
}
