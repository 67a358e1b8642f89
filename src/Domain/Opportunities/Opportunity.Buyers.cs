using CrmGraph.Domain.Contacts;

namespace CrmGraph.Domain.Opportunities;

/// <summary>Who decides on the deal, and who else is after it.</summary>
public sealed partial class Opportunity
{
    /// <summary>At most so many stakeholders has a deal.</summary>
    public const int MaxStakeholders = 50;

    /// <summary>At most so many competitors has a deal.</summary>
    public const int MaxCompetitors = 20;

    private readonly List<Stakeholder> _stakeholders = [];

    /// <summary>Who on the customer's side has a say in the purchase.</summary>
    public IReadOnlyList<Stakeholder> Stakeholders => _stakeholders;

    /// <summary>Who else is after the deal, by name.</summary>
    public IReadOnlyList<string> Competitors { get; private set; } = [];

    /// <summary>Notes what part a contact plays, or plays now. Refuses with VALIDATION a stranger to the account and a circle of superiors.</summary>
    /// <param name="contact">A contact at the deal's account.</param>
    /// <param name="role">What the contact has to do with the purchase.</param>
    /// <param name="attitude">How the contact thinks of it.</param>
    /// <param name="influence">How much the contact's word weighs, from 1 to 5.</param>
    /// <param name="reportsTo">Whom the contact reports to; one at the same account.</param>
    /// <param name="notes">What else is to be known.</param>
    /// <param name="now">The current time.</param>
    public void SetStakeholder(Contact contact, StakeholderRole role, Attitude attitude, int influence, Contact? reportsTo, string? notes, DateTimeOffset now)
    {
        if (contact.AccountId != AccountId) throw Guard.Invalid("contactId", $"{contact.Name} does not belong to the opportunity's account.");
        if (reportsTo is not null && reportsTo.AccountId != AccountId) throw Guard.Invalid("reportsToId", $"{reportsTo.Name} does not belong to the opportunity's account.");
        (role, attitude) = (Guard.Defined(role, "role"), Guard.Defined(attitude, "attitude"));
        influence = Guard.OptionalRange(influence, "influence", 1, 5)!.Value;
        var text = Guard.OptionalText(notes, "notes", 2000);
        RequireNoCircle(contact, reportsTo);
        var known = _stakeholders.SingleOrDefault(s => s.ContactId == contact.Id);
        if (known is null && _stakeholders.Count >= MaxStakeholders) throw new DomainException(ErrorCode.LimitExceeded, $"A deal has at most {MaxStakeholders} stakeholders; remove one first.");
        if (known is null) _stakeholders.Add(known = Stakeholder.Create(Id, contact.Id));
        if (known.Describe(role, attitude, influence, reportsTo?.Id, text)) Touch(now);
    }

    /// <summary>Takes a contact out of the stakeholders. Refuses with NOT_FOUND one who is none.</summary>
    public void RemoveStakeholder(ContactId contactId, DateTimeOffset now)
    {
        if (_stakeholders.RemoveAll(s => s.ContactId == contactId) == 0)
            throw new DomainException(ErrorCode.NotFound, "The contact is no stakeholder of this deal.", "contactId");
        Touch(now);
    }

    /// <summary>Says who else is after the deal; the same name twice, in whatever case, counts once.</summary>
    public void NameCompetitors(IReadOnlyList<string> names, DateTimeOffset now)
    {
        string[] valid = [.. names.Select(name => Guard.Text(name, "competitors", 200)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (valid.Length > MaxCompetitors) throw Guard.Invalid("competitors", $"A deal has at most {MaxCompetitors} competitors.");
        if (valid.SequenceEqual(Competitors)) return;
        Competitors = valid;
        Touch(now);
    }

    private void MeetCompetitor(string? name)
    {
        if (name is not null && !Competitors.Contains(name, StringComparer.OrdinalIgnoreCase)) Competitors = [.. Competitors, name];
    }

    private void RequireNoCircle(Contact contact, Contact? reportsTo)
    {
        var superiors = _stakeholders.ToDictionary(s => s.ContactId, s => s.ReportsToId);
        for (var (at, steps) = (reportsTo?.Id, 0); at is { } superior && steps <= MaxStakeholders; at = superiors.GetValueOrDefault(superior), steps++)
        {
            if (superior == contact.Id) throw Guard.Invalid("reportsToId", $"{contact.Name} would report to {contact.Name} in the end; choose another superior.");
        }
    }
}
