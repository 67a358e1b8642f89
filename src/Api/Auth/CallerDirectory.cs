using System.Collections.Concurrent;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Auth;

/// <summary>
/// Finds the caller behind an e-mail address or an API key. Found callers are remembered for a few seconds, so that a request
/// costs no look-up of its own; that is also how long a change of role, a deactivation or a revocation takes to be felt.
/// Only callers that exist are remembered, so that guessing fills no memory.
/// </summary>
internal sealed class CallerDirectory(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    /// <summary>How long a caller is remembered.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Remembered> _callers = new(StringComparer.Ordinal);

    /// <summary>The active user with an address.</summary>
    public ValueTask<KnownCaller?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = email.Trim().ToLowerInvariant();
        return RecallAsync($"email {normalized}", db => LoadAsync(db, db.Users.Where(u => u.Email == normalized), cancellationToken), cancellationToken);
    }

    /// <summary>The user for whom a key acts, in the key's role; null if there is no such key or it was revoked. It may have expired.</summary>
    public ValueTask<KnownCaller?> FindByKeyAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = ApiKey.HashOf(secret);
        return RecallAsync($"secret {hash}", db => LoadByKeyAsync(db, db.ApiKeys.Where(k => k.Hash == hash), cancellationToken), cancellationToken);
    }

    /// <summary>
    /// The user for whom the bootstrap key acts: the first active ADMIN. A database without one gets one, so that its first
    /// records have an owner.
    /// </summary>
    public async ValueTask<KnownCaller> FindBootstrapAsync(CancellationToken cancellationToken) =>
        await RecallAsync("bootstrap", db => LoadBootstrapAsync(db, cancellationToken), cancellationToken) ?? throw new InvalidOperationException("The first administrator was deactivated while it was being made.");

    /// <summary>Who a caller is now, with the rights of now; null if that caller is not let in any more.</summary>
    public async ValueTask<Caller?> CurrentAsync(Caller caller, CancellationToken cancellationToken)
    {
        var known = caller.KeyId is { } key
            ? await RecallAsync($"key {key}", db => LoadByKeyAsync(db, db.ApiKeys.Where(k => k.Id == key), cancellationToken), cancellationToken)
            : await RecallAsync($"user {caller.UserId}", db => LoadAsync(db, db.Users.Where(u => u.Id == caller.UserId), cancellationToken), cancellationToken);
        return known is null || known.ExpiresAt <= time.GetUtcNow() ? null : known.Caller;
    }

    private async ValueTask<KnownCaller?> RecallAsync(string name, Func<CrmDbContext, Task<KnownCaller?>> load, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_callers.TryGetValue(name, out var remembered) && remembered.Until > now) return remembered.Caller;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var caller = await load(db);
        if (caller is null) _callers.TryRemove(name, out _);
        else _callers[name] = new Remembered(caller, now + Freshness);
        return caller;
    }

    private static async Task<KnownCaller?> LoadAsync(CrmDbContext db, IQueryable<User> users, CancellationToken cancellationToken)
    {
        var user = await users.AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Id).FirstOrDefaultAsync(cancellationToken);
        return user is null ? null : new KnownCaller(Caller.Of(user, await TeamsAsync(db, user, cancellationToken)), null);
    }

    private async Task<KnownCaller?> LoadByKeyAsync(CrmDbContext db, IQueryable<ApiKey> keys, CancellationToken cancellationToken)
    {
        var key = await keys.AsNoTracking().SingleOrDefaultAsync(k => k.RevokedAt == null, cancellationToken);
        if (key is null) return null;
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == key.UserId, cancellationToken);
        await NoteUseAsync(db, key, cancellationToken);
        return user.IsActive ? new KnownCaller(Caller.Of(user, key.Role, await TeamsAsync(db, user, cancellationToken)) with { KeyId = key.Id }, key.ExpiresAt) : null;
    }

    // to the minute: reading must not become writing
    private async Task NoteUseAsync(CrmDbContext db, ApiKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!key.IsValid(now) || now - key.LastUsedAt < UseResolution) return;
        await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), cancellationToken);
    }

    private async Task<KnownCaller?> LoadBootstrapAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var administrators = db.Users.Where(u => u.Role == Role.Admin);
        if (await LoadAsync(db, administrators, cancellationToken) is { } first) return first;
        db.Users.Add(User.Create("Administrator", "administrator@crmgraph.internal", Role.Admin, null, null, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // another request or process made the same user at the same time: its address is unique; if not that, the next line finds nobody
            db.ChangeTracker.Clear();
        }

        return await LoadAsync(db, administrators, cancellationToken);
    }

    private static async Task<List<Team>> TeamsAsync(CrmDbContext db, User user, CancellationToken cancellationToken) =>
        user.TeamId is null ? [] : await db.Teams.AsNoTracking().ToListAsync(cancellationToken);

    private sealed record Remembered(KnownCaller Caller, DateTimeOffset Until);
}

/// <summary>A caller as the directory knows it.</summary>
/// <param name="Caller">Who it is.</param>
/// <param name="ExpiresAt">From when on its key is refused; null if it does not expire, or if there is no key.</param>
internal sealed record KnownCaller(Caller Caller, DateTimeOffset? ExpiresAt);
