using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Sync;

/// <summary>
/// Hashes of names of another system (HMAC-SHA256) under a random key of this database: two can be compared, and nobody who has only
/// them can guess what they stand for.
/// </summary>
public sealed class KeyedHashes(IDbContextFactory<CrmDbContext> databases, string connector) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile byte[]? _secret;

    /// <summary>Fetches the key, once; <see cref="Of"/> needs it.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (_secret is not null) return;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_secret is not null) return;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            _secret = await SecretAsync(db, cancellationToken) ?? await MakeAsync(db, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The hash of a name, in 64 characters.</summary>
    /// <param name="kind">What kind of name it is: those of two kinds are never alike.</param>
    /// <param name="name">The name.</param>
    public string Of(string kind, string name) => Convert.ToHexStringLower(HMACSHA256.HashData(
        _secret ?? throw new InvalidOperationException($"Await {nameof(PrepareAsync)} first."), Encoding.UTF8.GetBytes($"{kind}\n{name}")));

    /// <summary>Has transactions queue up: from here to its end a transaction is the only one that takes items in, on all nodes.</summary>
    public Task HoldAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.HashKeys.Where(k => k.Connector == connector).ExecuteUpdateAsync(k => k.SetProperty(x => x.Secret, x => x.Secret), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private Task<byte[]?> SecretAsync(CrmDbContext db, CancellationToken cancellationToken) =>
        db.HashKeys.Where(k => k.Connector == connector).Select(k => k.Secret).SingleOrDefaultAsync(cancellationToken);

    private async Task<byte[]> MakeAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        db.HashKeys.Add(new HashKey { Connector = connector, Secret = RandomNumberGenerator.GetBytes(32) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // another node made one at the same moment; if not that, the next line finds none
            db.ChangeTracker.Clear();
        }
        return await SecretAsync(db, cancellationToken) ?? throw new InvalidOperationException("The key of the hashes could not be stored.");
    }
}
