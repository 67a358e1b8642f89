using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.EventLog;

/// <summary>
/// Writes and reads the cursors of the log: a position with a signature (HMAC-SHA256, cut to 16 bytes), so that nobody can make one up.
/// The key is in the database: a cursor holds on every node, after every restart and after a move to another database.
/// </summary>
public sealed class EventCursors(IDbContextFactory<CrmDbContext> databases) : IDisposable
{
    private const byte Form = 1;
    private const int SignedLength = 9;
    private const int SignatureLength = 16;
    private const int SecretLength = 32;

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile byte[]? _secret;

    /// <summary>Fetches the key, once; <see cref="Write"/> and <see cref="TryRead"/> need it.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (_secret is not null) return;
        // one at a time, so that the first requests of a new database do not all try to make the key
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_secret is not null) return;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            _secret = await SecretAsync(db, cancellationToken) ?? await MakeSecretAsync(db, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>The cursor of a position.</summary>
    public string Write(long position)
    {
        Span<byte> bytes = stackalloc byte[SignedLength + SignatureLength];
        bytes[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], position);
        Sign(bytes[..SignedLength], bytes[SignedLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; false if it is not one of ours.</summary>
    public bool TryRead(string text, out long position)
    {
        ArgumentNullException.ThrowIfNull(text);
        position = 0;
        Span<byte> bytes = stackalloc byte[SignedLength + SignatureLength + 3];
        if (text.Length > 40 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != SignedLength + SignatureLength || bytes[0] != Form)
            return false;
        Span<byte> signature = stackalloc byte[SignatureLength];
        Sign(bytes[..SignedLength], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[SignedLength..length])) return false;
        position = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        // the last character of base64 has spare bits: only one of its spellings is ours
        return Write(position) == text;
    }

    private void Sign(ReadOnlySpan<byte> signed, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret ?? throw new InvalidOperationException($"Await {nameof(PrepareAsync)} first."), signed, whole);
        whole[..SignatureLength].CopyTo(signature);
    }

    private static Task<byte[]?> SecretAsync(CrmDbContext db, CancellationToken cancellationToken) =>
        db.CursorKeys.Select(k => k.Secret).SingleOrDefaultAsync(cancellationToken);

    private static async Task<byte[]> MakeSecretAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        db.CursorKeys.Add(new CursorKey { Secret = RandomNumberGenerator.GetBytes(SecretLength) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // another node made one at the same moment: there is only one row; if not that, the next line finds none
            db.ChangeTracker.Clear();
        }

        return await SecretAsync(db, cancellationToken) ?? throw new InvalidOperationException("The key of the cursors could not be stored.");
    }
}
