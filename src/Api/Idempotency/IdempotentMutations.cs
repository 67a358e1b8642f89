using CrmGraph.Api.Schema;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Idempotency;

/// <summary>
/// Makes mutations with an idempotency key safe to repeat: what they change and what they answer is one transaction, so that there are both
/// or neither, whenever the process dies. A repeat gets the first answer; one that comes too early waits for it, on whichever node.
/// A refusal is an answer like any other. A fault or a time-out takes everything back, and the next try begins anew.
/// </summary>
internal sealed class IdempotentMutations(IServiceScopeFactory scopes, IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    /// <summary>Executes a mutation, or answers it if it was executed before.</summary>
    public static ValueTask<SingleResult> RunAsync(
        GraphQLRequest request, Func<GraphQLRequest, CancellationToken, ValueTask<SingleResult>> execute, CancellationToken cancellationToken) =>
        request is { IdempotencyKey: { } key, Caller: Caller caller }
            ? request.Services.GetRequiredService<IdempotentMutations>().RunOnceAsync(IdempotencyClaim.Of(caller, key, RequestHash.Of(request)), request, execute, cancellationToken)
            : execute(request, cancellationToken);

    private async ValueTask<SingleResult> RunOnceAsync(
        IdempotencyClaim claim, GraphQLRequest request, Func<GraphQLRequest, CancellationToken, ValueTask<SingleResult>> execute, CancellationToken cancellationToken)
    {
        if (await FindAsync(claim, cancellationToken) is { } known) return known;
        await using var scope = scopes.CreateAsyncScope();
        CrmSchema.NoteOrigin(request, scope.ServiceProvider);
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        await using var transaction = await db.BeginAsync(cancellationToken);
        try
        {
            await db.ClaimAsync(claim, time.GetUtcNow(), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody was faster, or the database fails: then there is no answer either.
            await transaction.RollbackAsync(CancellationToken.None);
            if (await FindAsync(claim, cancellationToken) is { } faster) return faster;
            throw;
        }

        var answer = await execute(request with { Services = scope.ServiceProvider, Unit = (call, cancellation) => CallAsync(db, call, cancellation) }, cancellationToken);
        try
        {
            if (answer.IsFault) return answer;
            await db.KeepAnswerAsync(claim, answer.Body.ToArray(), cancellationToken);
            // not to be given up any more: the caller has an answer to it
            await transaction.CommitAsync(CancellationToken.None);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    // What one field of the operation changes stays out of the way of the next, and is taken back if the field is refused.
    private static async ValueTask<object?> CallAsync(CrmDbContext db, Func<ValueTask<object?>> call, CancellationToken cancellationToken)
    {
        await using var part = await db.BeginAsync(cancellationToken);
        var result = await call();
        await part.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return result;
    }

    private async Task<SingleResult?> FindAsync(IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.FindAnswerAsync(claim, time.GetUtcNow(), cancellationToken) switch
        {
            null => null,
            { IsSameRequest: true } first => SingleResult.Replay(first.Response.Span),
            _ => SingleResult.Refusal(
                RequestOutcome.Conflict,
                new GraphQLError("This Idempotency-Key was used for another request in the last 24 hours. Repeat that request as it was, or use a new key.") { Code = ErrorCodes.IdempotencyKeyReused }),
        };
    }
}
