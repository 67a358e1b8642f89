using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

/// <summary>Somebody who may become a customer.</summary>
public sealed partial class Lead : Aggregate<LeadId>
{
    private Lead() => Name = "";

    /// <summary>The person's name.</summary>
    public string Name { get; private set; }

    /// <summary>The company's name.</summary>
    public string? Company { get; private set; }

    /// <summary>The person's position.</summary>
    public string? Title { get; private set; }

    /// <summary>Personal data: the e-mail address; null for callers who may not see it.</summary>
    public string? Email { get; private set; }

    /// <summary>Personal data: the telephone number; null for callers who may not see it.</summary>
    public string? Phone { get; private set; }

    /// <summary>Where the lead comes from.</summary>
    public LeadSourceId SourceId { get; private set; }

    /// <summary>How far the lead has come.</summary>
    public LeadStatus Status { get; private set; } = LeadStatus.New;

    /// <summary>Why the lead was given up: the key of a close reason, or words; null unless it is DISQUALIFIED.</summary>
    public string? DisqualificationReason { get; private set; }

    /// <summary>The company's industry.</summary>
    public string? Industry { get; private set; }

    /// <summary>The company's region.</summary>
    public string? Region { get; private set; }

    /// <summary>The company's number of employees.</summary>
    public int? Employees { get; private set; }

    /// <summary>What the customer wants, in words.</summary>
    public string? Need { get; private set; }

    /// <summary>The user who works on the lead; null while nobody does.</summary>
    public UserId? OwnerId { get; private set; }

    /// <summary>The owner's team, or the team that the lead waits in; it decides who sees the lead.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>When the lead was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the lead was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What people enter, as one value.</summary>
    public LeadDetails Details => new()
    {
        Name = Name,
        Company = Company,
        Title = Title,
        Email = Email,
        Phone = Phone,
        Industry = Industry,
        Region = Region,
        Employees = Employees,
        Need = Need,
    };

    /// <summary>Creates a lead; without an owner it waits to be assigned.</summary>
    public static Lead Create(LeadDetails details, LeadSourceId sourceId, User? owner, DateTimeOffset now)
    {
        owner?.RequireActive("ownerId");
        var lead = new Lead { Id = LeadId.New(now), SourceId = sourceId, CreatedAt = now };
        lead.Apply(details.Checked(), now);
        lead.OwnerId = owner?.Id;
        lead.TeamId = owner?.TeamId;
        lead.Raise(new LeadCreated(lead.Id, sourceId, lead.OwnerId, lead.TeamId, now));
        return lead;
    }

    /// <summary>Replaces the details; the same details again change nothing. A merged lead refuses with INVALID_STATE.</summary>
    public void Revise(LeadDetails details, DateTimeOffset now)
    {
        RequireAlive();
        var valid = details.Checked();
        if (valid == Details) return;
        Apply(valid, now);
        Raise(new LeadUpdated(Id, OwnerId, TeamId, now));
    }

    /// <summary>Notes that somebody is in touch: NEW becomes WORKING, every other status stays.</summary>
    public void StartWork(DateTimeOffset now)
    {
        if (Status == LeadStatus.New) ChangeStatus(LeadStatus.Working, now);
    }

    /// <summary>Gives the lead up. Only a NEW, WORKING or QUALIFIED lead can be disqualified.</summary>
    /// <param name="reason">Why: the key of a close reason, or a sentence of at most 500 characters.</param>
    /// <param name="now">The current time.</param>
    public void Disqualify(string reason, DateTimeOffset now)
    {
        if (Status != LeadStatus.Qualified) RequireOpen("disqualified");
        DisqualificationReason = Guard.Text(reason, "reason", 500);
        ChangeStatus(LeadStatus.Disqualified, now);
    }

    /// <summary>Notes that an opportunity has been made of the lead. A disqualified, converted or merged lead cannot be converted.</summary>
    public void MarkConverted(DateTimeOffset now)
    {
        RequireConvertible();
        ChangeStatus(LeadStatus.Converted, now);
    }

    private void RequireOpen(string verb)
    {
        if (Status is not (LeadStatus.New or LeadStatus.Working))
            throw new DomainException(ErrorCode.InvalidState, $"The lead is {Status.ApiName()}; only an open lead can be {verb}.");
    }

    /// <summary>Refuses with INVALID_STATE to change a lead that was merged into another one.</summary>
    public void RequireAlive()
    {
        if (Status == LeadStatus.Merged)
            throw new DomainException(ErrorCode.InvalidState, "The lead was merged into another one; change that one.");
    }

    private void ChangeStatus(LeadStatus status, DateTimeOffset now)
    {
        var previous = Status;
        (Status, UpdatedAt) = (status, now);
        Raise(new LeadStatusChanged(Id, previous, status, OwnerId, TeamId, now));
    }

    private void Apply(LeadDetails valid, DateTimeOffset now)
    {
        (Name, Company, Title, Email, Phone) = (valid.Name, valid.Company, valid.Title, valid.Email, valid.Phone);
        (Industry, Region, Employees, Need) = (valid.Industry, valid.Region, valid.Employees, valid.Need);
        UpdatedAt = now;
    }
}
