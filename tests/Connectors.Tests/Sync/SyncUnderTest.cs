using CrmGraph.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Connectors.Tests.Sync;

/// <summary>
/// A system that is read, emulated or real, as the contract needs it: one account, whose owner is <see cref="SyncScene.Seller"/>, in which
/// everything is about <see cref="SyncScene.Customer"/>. A page holds <see cref="SyncScene.PageSize"/> items.
/// </summary>
internal abstract class SyncUnderTest : IAsyncDisposable
{
    /// <summary>Registers the connector as the product does.</summary>
    /// <param name="services">Persistence, the clock and logging are among them.</param>
    /// <param name="isEnabled">Whether the configuration wants it to run.</param>
    internal abstract void Register(IServiceCollection services, bool isEnabled = true);

    /// <summary>Something new is there that is to be taken over.</summary>
    internal abstract void Put(string name);

    /// <summary>Something is not there any more.</summary>
    internal abstract void Remove(string name);

    /// <summary>Lets the next page that is asked for go wrong.</summary>
    internal abstract void FailNextPage(SyncFault fault, int after = 0);

    /// <summary>Lets the next page not come for as long as it is waited for.</summary>
    /// <returns>Completes when it has been asked for.</returns>
    internal abstract Task HoldNextPage();

    /// <summary>Forgets where everybody was.</summary>
    internal abstract void ForgetCursors();

    /// <summary>One of several parts does not work, again and again.</summary>
    /// <returns>The kind of the part, and some of the text that the report shows of it.</returns>
    internal abstract (string Kind, string Error) BreakOnePart();

    /// <summary>Everything works again.</summary>
    internal abstract void Mend();

    /// <summary>For how long it wants to be left alone when it is asked too often.</summary>
    internal abstract TimeSpan RetryAfter { get; }

    /// <summary>How many requests it has seen.</summary>
    internal abstract int Requests { get; }

    /// <summary>The rules of its own that were broken.</summary>
    internal abstract IReadOnlyList<string> Breaches { get; }

    /// <summary>What must not get into any log, report or row but the cursor's: secrets, tokens.</summary>
    internal abstract IReadOnlyList<string> Secrets { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Starts a system.</summary>
    internal delegate Task<SyncUnderTest> Start(FakeTimeProvider time);
}

/// <summary>What can go wrong with a page.</summary>
public enum SyncFault
{
    /// <summary>The connection is cut before the request is looked at.</summary>
    CutBefore,

    /// <summary>The connection is cut before the answer.</summary>
    CutAfter,

    /// <summary>The connection is cut in the middle of the answer.</summary>
    CutInAnswer,

    /// <summary>An error of the other side.</summary>
    Error,

    /// <summary>It wants to be left alone for a while.</summary>
    Throttled,

    /// <summary>It has forgotten the cursor.</summary>
    CursorLost,

    /// <summary>The page holds items twice.</summary>
    ItemsTwice,

    /// <summary>The items of the page are in another order.</summary>
    OutOfOrder,

    /// <summary>The page after it is the same one again.</summary>
    PageTwice,
}
