using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Accounts;

/// <summary>A company that is, or may become, a customer.</summary>
public sealed class Account : Aggregate<AccountId>
{
    private Account() => Name = "";

    /// <summary>The company's name.</summary>
    public string Name { get; private set; }

    /// <summary>The industry, e.g. 制造业 or software.</summary>
    public string? Industry { get; private set; }

    /// <summary>The region, e.g. 华东 or EMEA.</summary>
    public string? Region { get; private set; }

    /// <summary>Number of employees.</summary>
    public int? Employees { get; private set; }

    /// <summary>The web site.</summary>
    public string? Website { get; private set; }

    /// <summary>Unified social credit code, VAT number or the like; unique where given.</summary>
    public string? RegistrationNumber { get; private set; }

    /// <summary>The user who looks after the account.</summary>
    public UserId OwnerId { get; private set; }

    /// <summary>The owner's team; it decides who sees the account.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>When the account was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the account was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What people enter, as one value.</summary>
    public AccountDetails Details => new()
    {
        Name = Name,
        Industry = Industry,
        Region = Region,
        Employees = Employees,
        Website = Website,
        RegistrationNumber = RegistrationNumber,
    };

    /// <summary>Creates an account that <paramref name="owner"/> looks after.</summary>
    public static Account Create(AccountDetails details, User owner, DateTimeOffset now)
    {
        owner.RequireActive("ownerId");
        var account = new Account { Id = AccountId.New(now), CreatedAt = now };
        account.Apply(details.Checked(), now);
        account.OwnerId = owner.Id;
        account.TeamId = owner.TeamId;
        account.Raise(new AccountCreated(account.Id, account.OwnerId, account.TeamId, now));
        return account;
    }

    /// <summary>Replaces the details; the same details again change nothing.</summary>
    public void Revise(AccountDetails details, DateTimeOffset now)
    {
        var valid = details.Checked();
        if (valid == Details) return;
        Apply(valid, now);
        Raise(new AccountUpdated(Id, OwnerId, TeamId, now));
    }

    private void Apply(AccountDetails valid, DateTimeOffset now)
    {
        (Name, Industry, Region) = (valid.Name, valid.Industry, valid.Region);
        (Employees, Website, RegistrationNumber) = (valid.Employees, valid.Website, valid.RegistrationNumber);
        UpdatedAt = now;
    }
}
