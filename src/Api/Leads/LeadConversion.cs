using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Numbering;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

/// <summary>Makes an opportunity of a lead in one transaction.</summary>
internal sealed class LeadConversion(CrmDbContext db, CustomerMatching customers, OrganisationOptions organisation, TimeProvider time)
{
    private const int DaysToClose = 90;

    /// <summary>Converts a lead, or tells what was made of it before.</summary>
    internal async Task<ConvertLeadPayload> ConvertAsync(ConvertLeadInput input, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var lead = await db.LeadAsync(caller, input.LeadId, ["leadId"], cancellationToken);
        caller.Require(Resource.LeadConversion, Access.Change, lead.OwnerId, lead.TeamId);
        if (lead.Status == LeadStatus.Converted) return await ResultAsync(lead, caller, cancellationToken);
        lead.RequireConvertible();
        var policy = await db.ConversionPolicies.AsNoTracking().OrderBy(p => p.Id).FirstOrDefaultAsync(cancellationToken);
        policy?.RequireMetBy(lead);

        var pipeline = await db.PipelineAsync(input.PipelineId, cancellationToken);
        var owner = await OwnerAsync(lead, caller, cancellationToken);
        var account = await AccountAsync(input.AccountId, lead, owner, caller, now, cancellationToken);
        var contact = await ContactAsync(lead, account, now, cancellationToken);
        var opportunity = Opportunity.Create(
            await OpportunityNumbers.NextAsync(db, now, cancellationToken),
            new NewOpportunity
            {
                Name = input.OpportunityName is { } name ? Guard.Text(name, "opportunityName", 200) : account.Name,
                AccountId = account.Id,
                Amount = input.Amount?.ToMoney() ?? Money.Zero(organisation.Currency),
                CloseDate = input.CloseDate ?? now.Today().AddDays(DaysToClose),
                PrimaryContactId = contact.Id,
                SourceId = lead.SourceId,
                LeadId = lead.Id,
            },
            pipeline.First,
            owner,
            caller.UserId,
            now);
        opportunity.TakeOver(lead.Qualification);
        var leadId = lead.Id;
        var last = await db.Activities.Where(a => a.LeadId == leadId && a.CompletedAt != null).MaxAsync(a => a.CompletedAt, cancellationToken);
        if (last is { } at) opportunity.TouchActivity(at);
        db.Opportunities.Add(opportunity);
        lead.ConvertTo(opportunity, caller.UserId, now);
        await db.SaveChangesAsync(cancellationToken);
        await KeepTimelineAsync(leadId, opportunity, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ConvertLeadPayload(lead, opportunity, account, contact);
    }

    private async Task<ConvertLeadPayload> ResultAsync(Lead lead, Caller caller, CancellationToken cancellationToken)
    {
        var leadId = lead.Id;
        var opportunity = await db.Opportunities.VisibleTo(caller).OrderBy(o => o.CreatedAt).FirstOrDefaultAsync(o => o.LeadId == leadId, cancellationToken);
        if (opportunity is null) return new ConvertLeadPayload(lead, null, null, null);
        // who sees the deal may know who the customer is
        var account = await db.Accounts.SingleAsync(a => a.Id == opportunity.AccountId, cancellationToken);
        var contact = opportunity.PrimaryContactId is { } id ? await db.Contacts.VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) : null;
        return new ConvertLeadPayload(lead, opportunity, account, contact);
    }

    // Who worked on the lead works on the deal; what nobody works on, or only somebody who has left, is the caller's.
    private async Task<User> OwnerAsync(Lead lead, Caller caller, CancellationToken cancellationToken)
    {
        var owner = lead.OwnerId is { } id ? await db.Users.SingleAsync(u => u.Id == id, cancellationToken) : null;
        if (owner is { IsActive: true } && Permissions.ScopeOf(owner.Role, Resource.Opportunity, Access.Change) != Scope.None) return owner;
        return await db.Users.SingleAsync(u => u.Id == caller.UserId, cancellationToken);
    }

    private async Task<Account> AccountAsync(AccountId? accountId, Lead lead, User owner, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (accountId is { } id) return await db.Accounts.VisibleTo(caller).FindAsync(a => a.Id == id, "accountId", "account", cancellationToken);
        var name = lead.Company ?? lead.Name;
        if (await customers.AccountOfAsync(name, caller, cancellationToken) is { } known) return known;
        var details = new AccountDetails { Name = name, Industry = lead.Industry, Region = lead.Region, Employees = lead.Employees };
        var account = Account.Create(details, owner, now);
        db.Accounts.Add(account);
        return account;
    }

    private async Task<Contact> ContactAsync(Lead lead, Account account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var details = new ContactDetails { Name = lead.Name, Title = lead.Title, Email = lead.Email, Phone = lead.Phone };
        if (await customers.ContactOfAsync(account.Id, details, cancellationToken) is { } known) return known;
        var contact = Contact.CreateAt(account, details, now);
        db.Contacts.Add(contact);
        return contact;
    }

    private Task<int> KeepTimelineAsync(LeadId leadId, Opportunity opportunity, CancellationToken cancellationToken)
    {
        OpportunityId? opportunityId = opportunity.Id;
        AccountId? accountId = opportunity.AccountId;
        var teamId = opportunity.TeamId;
        return db.Activities
            .Where(a => a.LeadId == leadId && a.OpportunityId == null)
            .ExecuteUpdateAsync(
                a => a.SetProperty(x => x.OpportunityId, opportunityId).SetProperty(x => x.AccountId, accountId).SetProperty(x => x.TeamId, teamId),
                cancellationToken);
    }
}
