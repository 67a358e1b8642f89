using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Idempotency;

/// <summary>Remembers for a day what requests with an idempotency key were answered. All nodes share it, since it is in the database.</summary>
public static class IdempotencyLog
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private const int Batch = 500;

    /// <summary>What the first request with that key was answered; null if there was none in the last 24 hours.</summary>
    public static async Task<EarlierAnswer?> FindAnswerAsync(this CrmDbContext db, IdempotencyClaim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, since) = (claim.Id, now - Retention);
        var known = await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.CreatedAt > since, cancellationToken);
        if (known is null) return null;
        return new EarlierAnswer(CryptographicOperations.FixedTimeEquals(known.RequestHash, claim.RequestHash), known.Response);
    }

    /// <summary>
    /// Takes the key, as the first thing in a transaction. Should another transaction have taken it, this waits for its end, and fails if
    /// that one was committed.
    /// </summary>
    /// <exception cref="DbUpdateException">Somebody else has used the key, or else the database fails: <see cref="FindAnswerAsync"/> tells.</exception>
    public static async Task ClaimAsync(this CrmDbContext db, IdempotencyClaim claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, until) = (claim.Id, now - Retention);
        await db.IdempotentAnswers.Where(a => a.Id == id && a.CreatedAt <= until).ExecuteDeleteAsync(cancellationToken);
        db.IdempotentAnswers.Add(new IdempotentAnswer { Id = id, RequestHash = claim.RequestHash, CreatedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Notes the answer, as the last thing in the transaction that has taken the key.</summary>
    public static Task KeepAnswerAsync(this CrmDbContext db, IdempotencyClaim claim, byte[] response, CancellationToken cancellationToken)
    {
        var id = claim.Id;
        return db.IdempotentAnswers.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Response, response), cancellationToken);
    }

    /// <summary>Removes the oldest answers that nobody can ask for any more, some at a time.</summary>
    /// <returns>How many there were; repeat it while there are any.</returns>
    public static async Task<int> ForgetAnswersAsync(this CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now - Retention;
        var expired = await db.IdempotentAnswers.Where(a => a.CreatedAt <= until).OrderBy(a => a.CreatedAt).Take(Batch).Select(a => a.Id).ToListAsync(cancellationToken);
        if (expired.Count == 0) return 0;
        return await db.IdempotentAnswers.Where(a => expired.Contains(a.Id) && a.CreatedAt <= until).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>An answer that was given before.</summary>
/// <param name="IsSameRequest">Whether it was asked the same.</param>
/// <param name="Response">The response object as UTF-8 JSON.</param>
public sealed record EarlierAnswer(bool IsSameRequest, ReadOnlyMemory<byte> Response);
