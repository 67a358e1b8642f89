using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.Funnels;

/// <summary>Teams, sellers, sources and two pipelines, and people who do whatever can be done with deals.</summary>
internal sealed class FunnelWorld
{
    private static readonly string[] Currencies = ["CNY", "EUR", "USD"];

    private readonly User[] _sellers;
    private readonly LeadSource[] _sources;
    private readonly Account _account;
    private readonly CloseReason[] _won;
    private readonly CloseReason[] _lost;
    private readonly Team[] _teams;

    internal FunnelWorld(int seed)
    {
        _teams = [Given.Team($"East {seed}"), Given.Team($"West {seed}")];
        _sellers = [Given.User(team: _teams[0]), Given.User(team: _teams[0]), Given.User(team: _teams[1]), Given.User()];
        _sources = [Given.LeadSource(), Given.LeadSource()];
        _account = Given.Account(_sellers[0]);
        Pipelines = [Given.Pipeline(), Given.Pipeline(isDefault: false)];
        _won = [Given.Reason(StageKind.Won), Given.Reason(StageKind.Won)];
        _lost = [Given.Reason(StageKind.Lost), Given.Reason(StageKind.Lost)];
    }

    internal Pipeline[] Pipelines { get; }

    internal Aggregate[] All => [.. _teams, .. _sellers, .. _sources, _account, .. Pipelines, .. _won, .. _lost];

    internal async Task ChangeSomethingAsync(CrmDbContext db, Random random, int step)
    {
        var now = Given.Now.AddMinutes(step * 7).AddSeconds(random.Next(400));
        if (step < 10 || random.Next(6) == 0)
        {
            db.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => NewDeal(random, now)));
        }
        else
        {
            var count = await db.Opportunities.CountAsync();
            var deals = await db.Opportunities.OrderBy(o => o.Id).Skip(random.Next(count)).Take(random.Next(1, 3)).ToListAsync();
            foreach (var deal in deals) Change(db, deal, random, now);
        }

        if (random.Next(10) == 0)
        {
            // two saves in one transaction, sometimes given up
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
            db.Add(NewDeal(random, now));
            await db.SaveChangesAsync();
            if (random.Next(2) == 0) await transaction.CommitAsync();
            return;
        }

        await db.SaveChangesAsync();
    }

    internal Opportunity NewDeal(Random random, DateTimeOffset now)
    {
        var pipeline = Pipelines[random.Next(2)];
        var created = now.AddDays(-random.Next(200)).AddMinutes(-random.Next(1440));
        return Opportunity.Create(
            $"O-{Guid.CreateVersion7(created):N}"[..30],
            new NewOpportunity { Name = "x", AccountId = _account.Id, Amount = Amount(random), CloseDate = new DateOnly(2026, 9, 30), SourceId = random.Next(3) is var source && source < 2 ? _sources[source].Id : null },
            pipeline.StageWith(new[] { "talk", "quote", "sign" }[random.Next(3)]),
            _sellers[random.Next(_sellers.Length)],
            _sellers[0].Id,
            created);
    }

    private void Change(CrmDbContext db, Opportunity deal, Random random, DateTimeOffset now)
    {
        var pipeline = Pipelines.Single(p => p.Id == deal.PipelineId);
        var stage = pipeline.StageWith(new[] { "talk", "quote", "sign" }[random.Next(3)]);
        var by = _sellers[0].Id;
        switch (random.Next(9))
        {
            case 0 or 1 or 2 when deal.IsOpen && stage.Id != deal.StageId:
                deal.MoveTo(stage, by, null, now);
                break;
            case 3 when deal.IsOpen:
                deal.Win(pipeline.Won, _won[random.Next(2)], null, by, now);
                break;
            case 4 when deal.IsOpen:
                deal.Lose(pipeline.Lost, _lost[random.Next(2)], null, null, by, now);
                break;
            case 5 when !deal.IsOpen:
                deal.Reopen(stage, "again", by, now);
                break;
            case 6:
                deal.AssignTo(_sellers[random.Next(_sellers.Length)], by, now);
                break;
            case 7 when deal.IsOpen:
                deal.Reprice(Amount(random), now);
                deal.Rename($"x{random.Next(1000)}", now);
                break;
            case 8 when random.Next(3) == 0:
                db.Remove(deal);
                break;
            default:
                db.Entry(deal).Property(o => o.SourceId).CurrentValue = random.Next(3) is var source && source < 2 ? _sources[source].Id : null;
                break;
        }
    }

    private static Money Amount(Random random) => new(random.Next(1, 1_000_000) / 100m, Currencies[random.Next(10) switch { 0 => 1, 1 => 2, _ => 0 }]);
}
