using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.Duplicates;

public sealed class MatchKeyTests
{
    private readonly Market _market = new();

    [Fact]
    public async Task Keys_are_stored_with_the_record_and_change_with_it()
    {
        await using var database = await FilledAsync();
        var lead = Given.Lead(_market.Source, _market.Seller, company: "云帆科技有限公司", email: "min@yunfan.example");
        await database.SaveAsync(lead);
        Assert.Equal(["Company 云帆科技", "CompanyStem 云帆科技", "Domain yunfan.example", "Email min@yunfan.example"], await KeysAsync(database, lead.Id));

        await ChangeAsync(database, lead.Id, l => l.Revise(l.Details with { Email = "min@qq.com", Company = "云帆科技股份有限公司" }, Given.Now));
        Assert.Equal(["Company 云帆科技", "CompanyStem 云帆科技", "Email min@qq.com"], await KeysAsync(database, lead.Id));
    }

    [Fact]
    public async Task Duplicates_are_found_for_many_leads_in_three_statements()
    {
        await using var database = await FilledAsync();
        Lead[] leads =
        [
            Given.Lead(_market.Source, _market.Seller, company: "云帆科技有限公司", email: "min@yunfan.example"),
            Given.Lead(_market.Source, _market.Seller, company: "云帆科技股份有限公司", email: null),
            Given.Lead(_market.Source, _market.Seller, company: "锐诚", email: "MIN@yunfan.example"),
            Given.Lead(_market.Source, _market.Seller, company: "博远", email: "a@boyuan.example"),
        ];
        await database.SaveAsync(leads);
        await using var db = database.Open();

        var found = await new DuplicateFinder(db).FindAsync(
            MatchedEntity.Lead, [.. leads.Select(l => new DuplicateQuestion(l.Id.Value, MatchKeys.Of(l.Details, PhoneNumbers.Chinese)))], Caller.Of(_market.Seller, [_market.Team]), default);

        Assert.Equal(
            [["0.95 email", "0.85 company"], ["0.85 company"], ["0.95 email"], []],
            found.Select(f => f.Select(m => FormattableString.Invariant($"{m.Candidate.Similarity} {string.Join(' ', m.Candidate.MatchedOn)}").ToString()).ToArray()).ToArray());
    }

    [Fact]
    public async Task Of_a_duplicate_in_another_team_only_the_team_is_known()
    {
        await using var database = await FilledAsync();
        var (otherTeam, mine) = (Given.Team("West"), Given.Lead(_market.Source, _market.Seller));
        var stranger = Given.User(team: otherTeam);
        await database.SaveAsync(otherTeam, stranger, mine);
        await using var db = database.Open();

        var match = Assert.Single((await new DuplicateFinder(db).FindAsync(
            MatchedEntity.Lead, [new DuplicateQuestion(Guid.Empty, MatchKeys.Of(mine.Details, PhoneNumbers.Chinese))], Caller.Of(stranger, [otherTeam]), default))[0]);

        Assert.Equal((false, true, _market.Team.Id), (match.IsVisible, match.Refuses, match.TeamId));
    }

    [Fact]
    public async Task What_is_entered_as_new_holds_its_keys_alone_until_it_is_given_up()
    {
        await using var database = await FilledAsync();
        var first = Given.Lead(_market.Source, _market.Seller);
        await EnterAsync(database, first, allowDuplicate: false);
        Assert.Equal(2, await ExclusiveAsync(database, first.Id));

        await Assert.ThrowsAsync<DuplicateException>(() => EnterAsync(database, Given.Lead(_market.Source, _market.Seller), allowDuplicate: false));
        await EnterAsync(database, Given.Lead(_market.Source, _market.Seller), allowDuplicate: true);
        await ChangeAsync(database, first.Id, l => l.Disqualify("no budget", Given.Now));

        Assert.Equal(0, await ExclusiveAsync(database, first.Id));
    }

    [Fact]
    public async Task Where_writers_do_not_come_one_by_one_the_second_collides_with_the_key_of_the_first()
    {
        await using var database = await FilledAsync();
        var (first, second) = (Given.Lead(_market.Source, _market.Seller), Given.Lead(_market.Source, _market.Seller));
        await using (var db = database.Open())
        {
            // the key of a lead that the check of the second cannot see yet
            db.MatchKeys.Add(MatchKeyRow.Create(MatchedEntity.Lead, first.Id.Value, new MatchKey(MatchKind.Email, first.Email!), exclusive: true));
            await db.SaveChangesAsync();
        }

        var refused = await Assert.ThrowsAsync<DuplicateException>(() => EnterAsync(database, second, allowDuplicate: false));

        Assert.Equal(Domain.Shared.ErrorCode.Duplicate, refused.Code);
        await using var again = database.Open();
        Assert.Equal(0, await again.Leads.CountAsync());
    }

    [Fact]
    public async Task Of_many_who_enter_the_same_customer_at_once_exactly_one_succeeds()
    {
        await using var database = await FilledAsync();

        var refusals = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            try
            {
                await EnterAsync(database, Given.Lead(_market.Source, _market.Seller), allowDuplicate: false);
                return 0;
            }
            catch (DuplicateException)
            {
                return 1;
            }
        })));

        Assert.Equal(11, refusals.Sum());
        await using var db = database.Open();
        Assert.Equal(1, await db.Leads.CountAsync());
    }

    [Fact]
    public async Task Records_from_before_there_were_keys_get_theirs_once()
    {
        await using var database = await FilledAsync();
        await database.SaveAsync(Given.Lead(_market.Source, _market.Seller), Given.Contact(_market.Account));
        await using var db = database.Open();
        var before = await db.MatchKeys.CountAsync();
        await db.MatchKeys.ExecuteDeleteAsync();

        Assert.Equal(before, await db.FillMatchKeysAsync(PhoneNumbers.Chinese, default));
        Assert.Equal(0, await db.FillMatchKeysAsync(PhoneNumbers.Chinese, default));
        Assert.Equal(before, await db.MatchKeys.CountAsync());
    }

    private static async Task EnterAsync(CrmDatabase database, Lead lead, bool allowDuplicate, User? by = null)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var caller = new Caller(by?.Id ?? lead.OwnerId!.Value, Role.SalesRep, lead.TeamId, [lead.TeamId!.Value]);
        await new DuplicateGuard(db, new DuplicateFinder(db), PhoneNumbers.Chinese, TimeProvider.System).RequireNewAsync(lead, null, caller, allowDuplicate, default);
        db.Leads.Add(lead);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static async Task ChangeAsync(CrmDatabase database, LeadId id, Action<Lead> change)
    {
        await using var db = database.Open();
        change(await db.Leads.SingleAsync(l => l.Id == id));
        await db.SaveChangesAsync();
    }

    private static async Task<List<string>> KeysAsync(CrmDatabase database, LeadId id)
    {
        await using var db = database.Open();
        var rows = await db.MatchKeys.Where(k => k.Entity == MatchedEntity.Lead && k.RecordId == id.Value).ToListAsync();
        return [.. rows.Select(k => $"{k.Kind} {k.Value}").Order(StringComparer.Ordinal)];
    }

    private static async Task<int> ExclusiveAsync(CrmDatabase database, LeadId id)
    {
        await using var db = database.Open();
        return await db.MatchKeys.CountAsync(k => k.RecordId == id.Value && k.Slot == Guid.Empty);
    }

    private async Task<CrmDatabase> FilledAsync()
    {
        var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(_market.All);
        return database;
    }
}
