using System.Data.Common;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Conventions;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Persistence.Idempotency;
using CrmGraph.Persistence.Numbering;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <summary>
/// The database. Commands load one aggregate, tracked and whole (children come along), call its methods and save;
/// reads project, or ask for no tracking. Every save is one transaction and counts the versions of what it changed.
/// </summary>
public sealed partial class CrmDbContext : DbContext
{
    /// <summary>Creates a context; ask the container or the factory for one.</summary>
    public CrmDbContext(DbContextOptions<CrmDbContext> options)
        : base(options)
    {
        // Even a single statement: providers queue writers, and events are published, at the borders of transactions.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>Companies.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>People.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Leads.</summary>
    public DbSet<Lead> Leads => Set<Lead>();

    /// <summary>Where leads come from.</summary>
    public DbSet<LeadSource> LeadSources => Set<LeadSource>();

    /// <summary>What leads did.</summary>
    public DbSet<LeadBehaviour> LeadBehaviours => Set<LeadBehaviour>();

    /// <summary>Versions of the scoring model.</summary>
    public DbSet<ScoringModel> ScoringModels => Set<ScoringModel>();

    /// <summary>The rules of assignment: one plan, or none before the first is saved.</summary>
    public DbSet<AssignmentPlan> AssignmentPlans => Set<AssignmentPlan>();

    /// <summary>Web forms.</summary>
    public DbSet<CaptureForm> CaptureForms => Set<CaptureForm>();

    /// <summary>What web forms sent.</summary>
    public DbSet<CaptureSubmission> CaptureSubmissions => Set<CaptureSubmission>();

    /// <summary>Pipelines with their stages.</summary>
    public DbSet<Pipeline> Pipelines => Set<Pipeline>();

    /// <summary>Stages, for reading; they are changed through their pipeline.</summary>
    public DbSet<Stage> Stages => Set<Stage>();

    /// <summary>Deals with their stage history.</summary>
    public DbSet<Opportunity> Opportunities => Set<Opportunity>();

    /// <summary>Stage history, for reading; it is written by the opportunity's own methods.</summary>
    public DbSet<StageChange> StageChanges => Set<StageChange>();

    /// <summary>Why deals are won or lost.</summary>
    public DbSet<CloseReason> CloseReasons => Set<CloseReason>();

    /// <summary>Calls, meetings, tasks and so on with their participants.</summary>
    public DbSet<Activity> Activities => Set<Activity>();

    /// <summary>Participants, for reading; they are written with their activity.</summary>
    public DbSet<ActivityParticipant> ActivityParticipants => Set<ActivityParticipant>();

    /// <summary>Users.</summary>
    public DbSet<User> Users => Set<User>();

    /// <summary>Teams.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>Keys of programs.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    internal DbSet<NumberSequence> NumberSequences => Set<NumberSequence>();

    internal DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    internal DbSet<FunnelEntry> FunnelEntries => Set<FunnelEntry>();

    internal DbSet<FunnelSeries> FunnelSeries => Set<FunnelSeries>();

    internal DbSet<FunnelCell> FunnelCells => Set<FunnelCell>();

    /// <summary>
    /// Begins a transaction, or a part of the one that is under way. Changes go through it instead of through <see cref="DbContext.Database"/>,
    /// so that a whole operation can be made one transaction.
    /// </summary>
    public Task<CrmTransaction> BeginAsync(CancellationToken cancellationToken) => CrmTransaction.BeginAsync(this, cancellationToken);

    /// <summary>Refused: saving asks the database, which nobody should wait for with a thread.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException($"Call {nameof(SaveChangesAsync)}.");

    /// <summary>Saves all changes with what they change in the sums of the funnel, or none.</summary>
    /// <exception cref="VersionConflictException">CONFLICT: somebody else changed the same aggregate since it was loaded.</exception>
    /// <exception cref="DatabaseBusyException">Others have changed the same rows at the same moment, so that nothing was saved.</exception>
    /// <exception cref="DuplicateException">DUPLICATE: somebody else entered the same customer at the same moment.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        AggregateVersions.Count(this);
        if (FunnelJournal.Of(this) is not { } journal) return await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        await using var own = Database.CurrentTransaction is null ? await BeginAsync(cancellationToken) : null;
        try
        {
            await journal.WriteAsync(cancellationToken);
            var isReordered = journal.ReordersStages();
            var saved = await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
            if (isReordered) await this.RecountFunnelAsync(cancellationToken);
            if (own is not null) await own.CommitAsync(cancellationToken);
            return saved;
        }
        finally
        {
            journal.Forget();
        }
    }

    private async Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateConcurrencyException refused)
        {
            var entry = refused.Entries[0];
            throw AggregateVersions.Refusal(entry, await entry.GetDatabaseValuesAsync(cancellationToken));
        }
        catch (DbUpdateException lost) when (lost.InnerException is DbException failure && DatabaseDialect.Of(this).IsContention(failure))
        {
            throw new DatabaseBusyException(failure);
        }
        catch (DbUpdateException refused) when (refused.InnerException is DbException failure && IsBroken(failure))
        {
            if (await AggregateVersions.FindConflictAsync(this, cancellationToken) is { } conflict) throw conflict;
            if (await IsTakenAsync(ExclusiveKeys(refused), cancellationToken)) throw TakenKey();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        CrmConventions.Apply(configurationBuilder);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CrmDbContext).Assembly);
        CrmConventions.Apply(modelBuilder);
        ProviderConventions.Apply(modelBuilder, Database.ProviderName);
    }

    private bool IsBroken(DbException failure) => DatabaseDialect.Of(this) is var dialect && (dialect.IsDuplicateKey(failure) || dialect.IsMissingReference(failure));

    private static IEnumerable<MatchKeyRow> ExclusiveKeys(DbUpdateException refused) =>
        refused.Entries.Select(e => e.Entity).OfType<MatchKeyRow>().Where(k => k.IsExclusive);

    // Somebody who entered the same customer at the same moment was faster: the check could not see that yet, the unique index does.
    // A key can fail to be written for other reasons too (the disk is full), which is no duplicate.
    private async Task<bool> IsTakenAsync(IEnumerable<MatchKeyRow> refused, CancellationToken cancellationToken)
    {
        foreach (var key in refused)
        {
            var isTaken = await MatchKeys.AnyAsync(
                k => k.Entity == key.Entity && k.Kind == key.Kind && k.Value == key.Value && k.Slot == Guid.Empty && k.RecordId != key.RecordId, cancellationToken);
            if (isTaken) return true;
        }
        return false;
    }

    private static DuplicateException TakenKey() =>
        new("Somebody has entered the same customer at the same moment. Look for it, or repeat with allowDuplicate: true.", []);
}
