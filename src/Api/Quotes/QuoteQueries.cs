using CrmGraph.Api.Schema;
using CrmGraph.Domain.Quotes;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Quotes;

/// <summary>Quotes.</summary>
internal static class QuoteQueries
{
    internal static SchemaBuilder AddQuotes(this SchemaBuilder schema) => schema
        .AddObjectType<QuoteType>()
        .AddObjectType<QuoteLineType>()
        .Single("quote", MoneyRows.Quotes, q => q.Id, description: "A revision of a quote by id.")
        .Connection("quotes", MoneyRows.Quotes, "The quotes that the caller sees, newest first.", Order.ByDescending((Quote q) => q.CreatedAt))
        .AddMutationType(typeof(QuoteMutations))
        .AddMutationType(typeof(QuoteStepMutations));
}
