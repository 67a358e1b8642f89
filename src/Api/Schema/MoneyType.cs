using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Schema;

internal sealed class MoneyType : ObjectType<Money>
{
    protected override void Configure(ObjectTypeDescriptor<Money> descriptor)
    {
        descriptor.Field(m => m.Amount);
        descriptor.Field(m => m.Currency).Type("CurrencyCode!");
    }
}

/// <summary>An exact amount of one currency.</summary>
/// <param name="Amount">The amount in units of the currency; at most four decimals.</param>
/// <param name="Currency">The ISO 4217 code of the currency, in upper case.</param>
internal sealed record MoneyInput(decimal Amount, [property: GraphQLType("CurrencyCode!")] string Currency)
{
    /// <summary>The amount, if the currency exists; the paths of refusals assume that the input field is called <c>amount</c>.</summary>
    internal Money ToMoney() => new(Amount, Currency);

    /// <summary>The amount, if the currency exists; refusals point to the input field that it stands in, wherever that is.</summary>
    internal Money ToMoneyAt(params string[] path)
    {
        try
        {
            return new Money(Amount, Currency);
        }
        catch (DomainException refusal)
        {
            throw new DomainException(refusal.Code, refusal.Message, refusal.Path is [.., "currency"] ? [.. path, "currency"] : path);
        }
    }
}
