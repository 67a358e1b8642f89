using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Persistence.Numbering;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Seed;

/// <summary>
/// The demo: a year in the life of two sales organisations. The same at every run but for the ids, with all dates counted
/// back from now; made by the aggregates' own methods, so that every rule holds.
/// </summary>
public static class DemoData
{
    private const int Batch = 200;

    /// <summary>
    /// Fills an empty database in one transaction; one that has users is left as it is. No domain events are published.
    /// </summary>
    /// <param name="db">A context without pending changes.</param>
    /// <param name="time">Says what now is.</param>
    /// <param name="scale">From 1: about 300 leads, 200 opportunities, 80 accounts, 200 contacts and 1,000 activities; linear.</param>
    /// <param name="cancellationToken">Ends the filling; nothing stays behind.</param>
    /// <returns>Whether the database was empty and is filled now.</returns>
    public static async Task<bool> FillAsync(CrmDbContext db, TimeProvider time, int scale, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        await using var transaction = await db.BeginAsync(cancellationToken);
        if (await db.Users.AnyAsync(cancellationToken)) return false;

        // everything is added, nothing is ever modified: there are no changes to detect
        var detectChanges = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await AddAllAsync(db, new DemoClock(time.GetUtcNow()), scale, cancellationToken);
            await db.FoldFunnelAsync(cancellationToken);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = detectChanges;
        }
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task AddAllAsync(CrmDbContext db, DemoClock clock, int scale, CancellationToken cancellationToken)
    {
        var beginning = clock.Start.AddDays(-90);
        var catalog = new DemoCatalog(beginning);
        var staff = new DemoStaff(beginning);
        var customers = DemoCustomers.Make(staff, clock, scale);
        var qualifications = new DemoQualifications();
        var leads = new DemoLeads(staff, catalog, qualifications, clock);
        var deals = new DemoDeals(catalog, leads, clock, customers);
        var activities = new DemoActivities(staff, clock);
        var buyers = new DemoBuyers();
        var money = new DemoMoney(staff, clock);
        var rules = new DemoLeadRules(staff, catalog, clock, beginning);

        await AddAsync(db, [.. catalog.Sources, .. catalog.WonReasons, .. catalog.LostReasons, catalog.Sales, catalog.Renewal, catalog.KeyProjects, .. staff.Teams, .. staff.Users], cancellationToken);
        await AddAsync(db, [money.Policy, .. money.Rates], cancellationToken);
        await AddAsync(db, [rules.Model, rules.Plan, rules.Form], cancellationToken);
        foreach (var some in customers.Chunk(Batch))
            await AddAsync(db, [.. some.Select(c => c.Account), .. some.SelectMany(c => c.Contacts)], cancellationToken);

        var leadCount = 300 * scale;
        foreach (var beginnings in deals.Beginnings(200 * scale).Chunk(Batch))
        {
            DemoDeal[] made = [.. beginnings.Select(deals.Make)];
            foreach (var deal in made) qualifications.Assess(deal);
            Aggregate[] did = [.. made.SelectMany(activities.About), .. made.SelectMany(buyers.Meet), .. made.SelectMany(money.About)];
            List<Lead> converted = [.. made.Select(d => d.Lead).OfType<Lead>()];
            leadCount -= converted.Count;
            var behaviours = converted.ToDictionary(l => l, l => rules.Did(l, l.UpdatedAt));
            foreach (var (lead, acts) in behaviours) rules.Rate(lead, acts, lead.UpdatedAt);
            await AddAsync(db, [.. converted, .. made.Select(d => d.Opportunity), .. did, .. behaviours.Values.SelectMany(b => b)], cancellationToken);
        }
        foreach (var serials in Enumerable.Range(1, leadCount).Chunk(Batch))
        {
            var made = serials.Select(leads.Make).ToList();
            if (serials[0] == 1) leads.EnterAgain(made);
            var contacts = made.SelectMany(activities.About).ToList();
            var behaviours = made.SelectMany(l => rules.Did(l, clock.Now)).Concat(contacts.Select(c => LeadBehaviour.Of(c, clock.Now)).OfType<LeadBehaviour>()).ToLookup(b => b.LeadId);
            foreach (var lead in made) rules.Rate(lead, behaviours[lead.Id], clock.Now);
            await AddAsync(db, [.. made, .. contacts, .. behaviours.SelectMany(b => b)], cancellationToken);
        }

        foreach (var (year, last) in deals.LastNumbers) db.NumberSequences.Add(new NumberSequence(OpportunityNumbers.KeyOf(year), last));
        foreach (var (year, last) in money.LastNumbers) db.NumberSequences.Add(new NumberSequence(QuoteNumbers.KeyOf(year), last));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task AddAsync(CrmDbContext db, object[] made, CancellationToken cancellationToken)
    {
        // history is not news
        foreach (var aggregate in made.OfType<Aggregate>()) aggregate.DequeueEvents();
        db.AddRange(made);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
