using CrmGraph.Domain.Contacts;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Contacts;

public sealed class ContactTests
{
    [Fact]
    public void A_contact_takes_owner_and_team_from_its_account()
    {
        var account = Given.Account(Given.User(team: Given.Team()));

        var contact = Given.Contact(account);

        Assert.Equal((account.Id, account.OwnerId, account.TeamId), (contact.AccountId, contact.OwnerId, contact.TeamId));
    }

    [Fact]
    public void A_contact_without_an_account_belongs_to_who_entered_it()
    {
        var owner = Given.User(team: Given.Team());

        var contact = Contact.Create(new ContactDetails { Name = "Emma Keller" }, owner, Given.Now);

        Assert.Equal((null, owner.Id, owner.TeamId), (contact.AccountId, contact.OwnerId, contact.TeamId));
    }

    [Fact]
    public void Wrong_details_are_refused_and_change_nothing()
    {
        var contact = Given.Contact(Given.Account(Given.User()));
        contact.DequeueEvents();

        Refusal.Validation("email", () => contact.Revise(contact.Details with { Email = "x" }, Given.Now));
        Refusal.Validation("phone", () => contact.Revise(contact.Details with { Phone = "x" }, Given.Now));
        contact.Revise(contact.Details with { Name = " Zhao Lei " }, Given.Now.AddDays(1));

        Assert.Empty(contact.DomainEvents);
        Assert.Equal(Given.Now, contact.UpdatedAt);
    }
}
