namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

/// <summary>Rows with all sorts of values, the same for the same seed.</summary>
internal sealed class SampleRows
{
    private static readonly string?[] Notes = [null, "", "call back", "Call Back", "CALL", "back to call", "100%_sure", "回电", "é", "É", "smile 😀", "😀 smile"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random;
    private int made;

    public SampleRows(int seed, int deals = 60)
    {
        random = new Random(seed);
        Reps = [.. Enumerable.Range(0, 6).Select(i => new Rep { Id = new RepId(NextId()), Name = $"Rep {i % 4}", Region = i % 3 == 0 ? null : $"Region {i % 3}" })];
        for (var i = 1; i < Reps.Count; i++)
            Reps[i].ManagerId = i % 2 == 0 ? null : Reps[i - 1].Id;
        Companies = [.. Enumerable.Range(0, 8).Select(i => new Company { Id = new CompanyId(NextId()), Name = $"Company {i}", Industry = i % 2 == 0 ? null : "Software", OwnerId = Reps[i % 6].Id, IsSecret = i == 7 })];
        Deals = [.. Enumerable.Range(0, deals).Select(_ => NextDeal())];
        Calls = [.. Deals.SelectMany(d => Enumerable.Range(0, random.Next(4)).Select(i => new Call { Id = new CallId(NextId()), DealId = d.Id, ById = Reps[random.Next(6)].Id, Subject = $"Call {i}", At = Start.AddHours(random.Next(5)) }))];
        Helpers = [.. Deals.SelectMany(d => Reps.Where(_ => random.Next(3) == 0).Select(r => new Helper { DealId = d.Id, RepId = r.Id }))];
    }

    public List<Rep> Reps { get; }

    public List<Company> Companies { get; }

    public List<Deal> Deals { get; }

    public List<Call> Calls { get; }

    public List<Helper> Helpers { get; }

    public void AddTo(Sales sales) => sales.Add([.. Reps, .. Companies, .. Deals, .. Calls, .. Helpers]);

    /// <summary>A deal with few different values, so that sort keys tie.</summary>
    public Deal NextDeal() => new()
    {
        Id = new DealId(NextId()),
        Name = $"Deal {made}",
        CompanyId = Companies[random.Next(Companies.Count)].Id,
        OwnerId = random.Next(3) == 0 ? null : Reps[random.Next(Reps.Count)].Id,
        Amount = new Price(random.Next(5) * 10.25m, random.Next(2) == 0 ? "CNY" : "EUR"),
        Probability = random.Next(4) / 4d,
        Phase = (Phase)random.Next(3),
        IsHot = random.Next(2) == 0,
        Score = random.Next(3) == 0 ? null : random.Next(4),
        Note = Notes[random.Next(Notes.Length)],
        DueOn = random.Next(3) == 0 ? null : new DateOnly(2026, 3, 1 + random.Next(4)),
        Spent = random.Next(3) == 0 ? null : TimeSpan.FromMinutes(random.Next(4) * 30),
        CreatedAt = Start.AddDays(random.Next(5)),
        TouchedAt = random.Next(3) == 0 ? null : Start.AddDays(random.Next(4)).AddTicks(random.Next(2)),
    };

    private Guid NextId()
    {
        made++;
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
