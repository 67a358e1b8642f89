using CrmGraph.Api.Schema;
using CrmGraph.Domain.Currencies;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Currencies;

internal sealed class ExchangeRateType : ObjectType<ExchangeRate>
{
    protected override void Configure(ObjectTypeDescriptor<ExchangeRate> descriptor)
    {
        descriptor.Node(r => r.Id, MoneyRows.ExchangeRates);
        descriptor.Field(r => r.Version);
        descriptor.Field(r => r.From).Type("CurrencyCode!");
        descriptor.Field(r => r.To).Type("CurrencyCode!");
        descriptor.Field(r => r.Rate);
        descriptor.Field(r => r.ValidFrom);
        descriptor.Field(r => r.Source);
        descriptor.Field(r => r.UpdatedAt);
    }
}

internal sealed class ConvertedMoneyType : ObjectType<ConvertedMoney>
{
    protected override void Configure(ObjectTypeDescriptor<ConvertedMoney> descriptor)
    {
        descriptor.Field(c => c.Amount);
        descriptor.Field(c => c.Original);
        descriptor.Field(c => c.Rate);
        descriptor.Field(c => c.RateDate);
    }
}
