using CrmGraph.Domain.Accounts;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddDays(1);

    [Fact]
    public void An_account_belongs_to_its_owner_s_team()
    {
        var owner = Given.User(team: Given.Team());

        var account = Given.Account(owner, registrationNumber: " ９１310000abc ");

        Assert.Equal((owner.Id, owner.TeamId, "91310000ABC"), (account.OwnerId, account.TeamId, account.RegistrationNumber));
        Assert.IsType<AccountCreated>(Assert.Single(account.DomainEvents));
    }

    [Fact]
    public void Somebody_who_has_left_gets_no_account()
    {
        var owner = Given.User();
        owner.Deactivate();

        Refusal.Validation("ownerId", () => Given.Account(owner));
    }

    [Fact]
    public void Wrong_details_are_refused_and_change_nothing()
    {
        var account = Given.Account(Given.User());

        Refusal.Validation("name", () => account.Revise(account.Details with { Name = new string('字', 201) }, Later));
        Refusal.Validation("website", () => account.Revise(account.Details with { Website = "ftp://x.example" }, Later));
        Refusal.Validation("employees", () => account.Revise(account.Details with { Employees = 10_000_001 }, Later));
        Assert.Equal(Given.Now, account.UpdatedAt);
    }

    [Fact]
    public void Details_can_be_cleared()
    {
        var account = Given.Account(Given.User(), registrationNumber: "91");

        account.Revise(account.Details with { RegistrationNumber = null }, Later);

        Assert.Null(account.RegistrationNumber);
        Assert.Equal(Later, account.UpdatedAt);
        Assert.Equal(2, account.DomainEvents.Count);
    }
}
