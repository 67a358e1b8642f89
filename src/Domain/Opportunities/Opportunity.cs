using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

/// <summary>A deal that may be won. The stage moves are in <c>Opportunity.Stages.cs</c>.</summary>
public sealed partial class Opportunity : Aggregate<OpportunityId>
{
    /// <summary>The largest amount of one deal.</summary>
    public const decimal MaxAmount = 1_000_000_000_000m;

    private readonly List<StageChange> _stageHistory = [];

    private Opportunity() => Number = Name = "";

    /// <summary>The number by which people call the deal, e.g. O-2026-00042; unique.</summary>
    public string Number { get; private set; }

    /// <summary>What is to be sold.</summary>
    public string Name { get; private set; }

    /// <summary>The customer.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The person to talk to.</summary>
    public ContactId? PrimaryContactId { get; private set; }

    /// <summary>The user who works on the deal.</summary>
    public UserId OwnerId { get; private set; }

    /// <summary>The owner's team; it decides who sees the deal.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>The pipeline that the deal goes through.</summary>
    public PipelineId PipelineId { get; private set; }

    /// <summary>The stage that the deal is in.</summary>
    public StageId StageId { get; private set; }

    /// <summary>The open stage that the deal is in, or was in when it was closed: a loss belongs to it.</summary>
    public StageId LastOpenStageId { get; private set; }

    /// <summary>OPEN, or how the deal has ended.</summary>
    public StageKind Status { get; private set; }

    /// <summary>What the deal is worth.</summary>
    public Money Amount { get; private set; }

    /// <summary>amount × probability, exact to 1/10,000.</summary>
    public Money ExpectedRevenue { get; private set; }

    /// <summary>Chance to win, 0 to 1, from the stage.</summary>
    public double Probability { get; private set; }

    /// <summary>How much a forecast may count on the deal, from the stage.</summary>
    public ForecastCategory ForecastCategory { get; private set; }

    /// <summary>When the deal is expected to close.</summary>
    public DateOnly CloseDate { get; private set; }

    /// <summary>Where the deal comes from.</summary>
    public LeadSourceId? SourceId { get; private set; }

    /// <summary>The lead that it was made of.</summary>
    public LeadId? LeadId { get; private set; }

    /// <summary>What is to be done next, in words.</summary>
    public string? NextStep { get; private set; }

    /// <summary>When the deal was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the deal was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the deal entered its stage.</summary>
    public DateTimeOffset StageEnteredAt { get; private set; }

    /// <summary>The latest call, meeting or other activity about the deal.</summary>
    public DateTimeOffset? LastActivityAt { get; private set; }

    /// <summary>The day on which the deal was won or lost; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Why the deal was won or lost; null while it is open.</summary>
    public CloseReasonId? CloseReasonId { get; private set; }

    /// <summary>Who won the deal instead, if it was lost and that is known.</summary>
    public string? Competitor { get; private set; }

    /// <summary>All moves from stage to stage with the creation as the first; order them by sequence.</summary>
    public IReadOnlyList<StageChange> StageHistory => _stageHistory;

    /// <summary>Whether the deal is neither won nor lost.</summary>
    public bool IsOpen => Status == StageKind.Open;

    /// <summary>Creates a deal in an open stage of its pipeline.</summary>
    /// <param name="number">A number that no other deal has.</param>
    /// <param name="deal">What is known of it.</param>
    /// <param name="stage">The open stage that it starts in; it brings the pipeline.</param>
    /// <param name="owner">Who works on it.</param>
    /// <param name="by">Who creates it.</param>
    /// <param name="now">The current time.</param>
    public static Opportunity Create(string number, NewOpportunity deal, Stage stage, User owner, UserId by, DateTimeOffset now)
    {
        owner.RequireActive("ownerId");
        if (stage.Kind != StageKind.Open) throw Guard.Invalid("stageKey", $"A deal starts in an open stage; {stage.Name} is {stage.Kind.ApiName()}.");
        var opportunity = new Opportunity
        {
            Id = OpportunityId.New(now),
            Number = Guard.Text(number, "number", 30),
            Name = Guard.Text(deal.Name, "name", 200),
            AccountId = deal.AccountId,
            PrimaryContactId = deal.PrimaryContactId,
            OwnerId = owner.Id,
            TeamId = owner.TeamId,
            PipelineId = stage.PipelineId,
            Amount = ValidAmount(deal.Amount),
            CloseDate = Guard.Date(deal.CloseDate, "closeDate"),
            SourceId = deal.SourceId,
            LeadId = deal.LeadId,
            CreatedAt = now,
        };
        opportunity.Enter(stage, by, null, now);
        opportunity.Raise(new OpportunityCreated(opportunity.Id, stage.PipelineId, stage.Id, owner.Id, owner.TeamId, by, now));
        return opportunity;
    }

    /// <summary>Changes the name.</summary>
    public void Rename(string name, DateTimeOffset now)
    {
        var valid = Guard.Text(name, "name", 200);
        if (valid == Name) return;
        Name = valid;
        Touch(now);
    }

    /// <summary>Changes what the deal is worth. A closed deal refuses with INVALID_STATE.</summary>
    public void Reprice(Money amount, DateTimeOffset now)
    {
        var valid = ValidAmount(amount);
        if (valid == Amount) return;
        RequireOpen("repriced");
        Amount = valid;
        ExpectedRevenue = valid.Times(Probability);
        Touch(now);
    }

    /// <summary>Changes when the deal is expected to close. A closed deal refuses with INVALID_STATE.</summary>
    public void Reschedule(DateOnly closeDate, DateTimeOffset now)
    {
        var valid = Guard.Date(closeDate, "closeDate");
        if (valid == CloseDate) return;
        RequireOpen("rescheduled");
        CloseDate = valid;
        Touch(now);
    }

    /// <summary>Says what is to be done next; null or blank clears it.</summary>
    public void PlanNextStep(string? nextStep, DateTimeOffset now)
    {
        var valid = Guard.OptionalText(nextStep, "nextStep", 1000);
        if (valid == NextStep) return;
        NextStep = valid;
        Touch(now);
    }

    /// <summary>Says where the deal comes from; null for nobody knows.</summary>
    public void ChooseSource(LeadSource? source, DateTimeOffset now)
    {
        if (source?.Id == SourceId) return;
        SourceId = source?.Id;
        Touch(now);
    }

    /// <summary>Says whom to talk to.</summary>
    public void ChoosePrimaryContact(Contact? contact, DateTimeOffset now)
    {
        if (contact?.Id == PrimaryContactId) return;
        if (contact is not null && contact.AccountId != AccountId)
            throw Guard.Invalid("primaryContactId", "The contact does not belong to the opportunity's account.");
        PrimaryContactId = contact?.Id;
        Touch(now);
    }

    /// <summary>Gives the deal to a user, whose team it then belongs to. The present owner again changes nothing.</summary>
    public void AssignTo(User owner, UserId by, DateTimeOffset now)
    {
        owner.RequireActive("ownerId");
        if (owner.Id == OwnerId) return;
        var previous = OwnerId;
        (OwnerId, TeamId, UpdatedAt) = (owner.Id, owner.TeamId, now);
        Raise(new OpportunityAssigned(Id, PipelineId, previous, owner.Id, owner.TeamId, by, now));
    }

    /// <summary>Notes that there was an activity about the deal; an earlier one than the latest known changes nothing.</summary>
    public void TouchActivity(DateTimeOffset at)
    {
        if (LastActivityAt is null || at > LastActivityAt) LastActivityAt = at;
    }

    private static Money ValidAmount(Money amount)
    {
        if (amount.Amount < 0) throw Guard.Invalid("amount", "The amount must not be negative.");
        return amount.Amount <= MaxAmount ? amount : throw Guard.Invalid("amount", "The amount is larger than 1,000,000,000,000.");
    }

    private void RequireOpen(string verb)
    {
        if (!IsOpen)
            throw new DomainException(ErrorCode.InvalidState, $"Opportunity {Number} is {Status.ApiName()} and cannot be {verb}; reopen it first.");
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        // several fields changed by one request are one update
        if (DomainEvents is not [.., OpportunityUpdated])
            Raise(new OpportunityUpdated(Id, PipelineId, OwnerId, TeamId, now));
    }
}
