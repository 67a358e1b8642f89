using System.Linq.Expressions;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Accounts;

/// <summary><c>profile</c>: the same few statements for one customer and for a hundred.</summary>
internal sealed class ProfileResolver : BatchResolver
{
    internal ProfileResolver() => Requirements =
    [
        (Expression<Func<Account, AccountId>>)(a => a.Id),
        (Expression<Func<Account, DateTimeOffset>>)(a => a.CreatedAt),
    ];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        AccountId[] ids = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Required<AccountId>(i, 0)).Distinct()];
        var (db, now) = (AllRows.Db(batch.Services), batch.Request.Now());
        var rows = new CustomerRows(db, batch.Request.Caller<Caller>(), ids);
        var deals = await rows.DealsAsync(cancellationToken);
        var deciders = await rows.DecidersAsync(cancellationToken);
        var contacts = await rows.ContactsAsync(cancellationToken);
        var satisfaction = await rows.SatisfactionAsync(cancellationToken);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var rates = await db.RatesOnAsync(batch.Services.GetRequiredService<OrganisationOptions>().Currency, today, cancellationToken);
        for (var i = 0; i < batch.Count; i++)
        {
            var id = batch.Required<AccountId>(i, 0);
            batch.SetResult(i, Profile(
                [.. deals[id]], [.. deciders[id]], [.. contacts[id]], satisfaction.TryGetValue(id, out var score) ? score : null, batch.Required<DateTimeOffset>(i, 1), new Totals(rates, today), now));
        }
    }

    private static CustomerProfile Profile(
        IReadOnlyList<CustomerDeal> deals, IReadOnlyList<CustomerDecider> deciders, IReadOnlyList<CustomerContacts> contacts, double? satisfaction, DateTimeOffset since, Totals totals, DateTimeOffset now)
    {
        CustomerDeal[] won = [.. deals.Where(d => d.Status == StageKind.Won)];
        CustomerDeal[] open = [.. deals.Where(d => d.Status == StageKind.Open)];
        var currency = deals.Select(d => d.Amount.Currency).Distinct().ToList() is [var only] ? only : totals.OrganisationCurrency;
        var lastContactAt = contacts.Max(c => c.Last);
        var risk = new CustomerRisk(
            since,
            lastContactAt,
            satisfaction,
            deciders.Any(d => d is { IsOpen: true, Attitude: Attitude.Opposed }),
            deals.Where(d => d.Status != StageKind.Open).Reverse().TakeWhile(d => d.Status == StageKind.Lost).Count(),
            won.Length + open.Length > 0);
        return new CustomerProfile
        {
            DecisionMakers = [.. deciders.Select(d => d.Contact).DistinctBy(c => c.Id)],
            WonAmount = totals.Of(won, currency),
            OpenAmount = totals.Of(open, currency),
            Unconverted = totals.Missing,
            AverageCycle = won.Length == 0 ? null : TimeSpan.FromSeconds(Math.Round(won.Average(d => (d.StageEnteredAt - d.CreatedAt).TotalSeconds))),
            Satisfaction = satisfaction,
            LastContactAt = lastContactAt,
            PreferredChannel = contacts.Count == 0 ? null : contacts.OrderByDescending(c => c.Count).ThenByDescending(c => c.Last).First().Kind,
            Risk = risk.Name(now),
        };
    }

    /// <summary>Adds amounts up, and remembers the currencies for which it has no rate.</summary>
    private sealed class Totals(RateTable rates, DateOnly today)
    {
        private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

        internal string OrganisationCurrency => rates.OrganisationCurrency;

        internal IReadOnlyList<string> Missing => [.. _missing];

        internal Money Of(IEnumerable<CustomerDeal> deals, string currency)
        {
            var total = Money.Zero(currency);
            foreach (var sum in deals.GroupBy(d => d.Amount.Currency).Select(g => new Money(g.Sum(d => d.Amount.Amount), g.Key)))
            {
                if (sum.Currency == currency) total += sum;
                else if (rates.Convert(sum, today) is { } converted) total += converted.Amount;
                else _missing.Add(sum.Currency);
            }
            return total;
        }
    }
}
