using System.Globalization;

namespace CrmGraph.Bench.Engine;

public sealed record Owner(string Id, string Name);

public sealed record Call(string Id, string Subject, string Kind, int Minutes);

public sealed record Deal(string Id, string Number, string Name, string Stage, double Amount, int Probability, bool IsStagnant, DateTimeOffset UpdatedAt, Customer Account, Owner Owner, List<Call> Activities);

public sealed class Customer(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public List<Deal> Opportunities { get; } = [];
}

/// <summary>The data in memory that every case reads: 1,000 accounts × 10 opportunities × 5 activities.</summary>
public sealed class Crm
{
    public Crm()
    {
        var owners = Enumerable.Range(0, 20).Select(i => new Owner(Invariant($"u{i}"), Invariant($"销售 {i} Chen"))).ToList();
        var day = new DateTimeOffset(2026, 1, 1, 8, 30, 0, TimeSpan.Zero);
        for (var a = 0; a < 1000; a++)
        {
            var account = new Customer(Invariant($"a{a}"), Invariant($"Northwind Robotics {a}"));
            for (var o = 0; o < 10; o++)
            {
                var n = (a * 10) + o;
                var calls = Enumerable.Range(0, 5).Select(i => new Call(Invariant($"c{n}-{i}"), Invariant($"Follow-up call {i} on the offer"), "CALL", 15 + i)).ToList();
                account.Opportunities.Add(new Deal(
                    Invariant($"o{n}"), Invariant($"O-2026-{n:00000}"), Invariant($"Packing line {n}"), "PROPOSAL", 1000.5 + n, n % 100, n % 7 == 0, day.AddMinutes(n), account, owners[n % 20], calls));
            }

            Accounts.Add(account);
        }

        Deals = [.. Accounts.SelectMany(a => a.Opportunities)];
    }

    public List<Customer> Accounts { get; } = [];

    public List<Deal> Deals { get; }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
