using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution.Loading;

namespace CrmGraph.GraphQL.Tests.Configuration;

/// <summary>What lends books: the sample domain of these tests.</summary>
public enum BookState
{
    /// <summary>It stands in
    /// its shelf.</summary>
    OnShelf,
    LentOut,

    [Obsolete("Nothing is lost for ever.")]
    Lost,
}

/// <summary>Identifies a book.</summary>
public readonly record struct BookId(Guid Value);

/// <summary>Identifies a reader.</summary>
public readonly record struct ReaderId(Guid Value);

/// <summary>What a reader may borrow.</summary>
public sealed class Book(BookId id, string title)
{
    public BookId Id { get; } = id;

    /// <summary>What is printed on the <c>cover</c>; see <see cref="Pages"/>.</summary>
    public string Title { get; } = title;

    public int? Pages { get; init; }

    public ReaderId? LentTo { get; init; }

    public BookState State { get; init; }

    public string ShelfSecret => $"behind {Title}";
}

/// <summary>A person who reads.</summary>
/// <param name="Name">As written on the card.</param>
/// <param name="Nicknames">What friends say.</param>
/// <param name="Favourites">Books, most loved first.</param>
public sealed record Reader(string Name, IReadOnlyList<string?>? Nicknames, [ID<Book>] IReadOnlyList<Guid> Favourites)
{
    [Obsolete("Ask for name.")]
    public string FullName => Name;

    [GraphQLType("ID")]
    public string? Mail => Name.Contains('@') ? Name : null;

    [GraphQLIgnore]
    public int Pin => Name.Length;
}

public sealed class BookType : ObjectType<Book>
{
    protected internal override void Configure(ObjectTypeDescriptor<Book> descriptor)
    {
        descriptor.Id(b => b.Id);
        descriptor.Field(b => b.Title);
        descriptor.Field(b => b.Pages).Description("How thick it is.");
        descriptor.Field(b => b.State);
        descriptor.Field(b => b.LentTo).Name("readerId");
        descriptor.Field("isLong", b => b.Pages > 500);
        descriptor.Field("label", b => b.Pages == null ? null : b.Title + "!");
    }
}

[ObjectType<Book>]
public static class BookFields
{
    public static string GetShout([Parent] Book book) => book.Title.ToUpperInvariant();

    public static int GetTitleLength([Parent(nameof(Book.Title))] string title) => title.Length;

    public static string GetExcerpt([Parent(nameof(Book.Title))] string title, int length = 3) => title[..length];

    public static async Task<string?> GetReviewAsync([Parent(nameof(Book.Title))] string title, ReviewLoader reviews, CancellationToken cancellationToken) =>
        await reviews.LoadAsync(title, cancellationToken);
}

public sealed class ReviewLoader : BatchDataLoader<string, string>
{
    public List<int> Batches { get; } = [];

    protected override Task<IReadOnlyDictionary<string, string>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        Batches.Add(keys.Count);
        return Task.FromResult<IReadOnlyDictionary<string, string>>(keys.ToDictionary(k => k, k => $"{k} is good"));
    }
}

public sealed record Librarian(string Name);

public sealed class Shelves
{
    public IReadOnlyList<Book> Books { get; } =
    [
        new(new BookId(Guid.Parse("01890000-0000-7000-8000-000000000001")), "Ulysses") { Pages = 730, State = BookState.LentOut, LentTo = new ReaderId(Guid.Parse("01890000-0000-7000-8000-0000000000aa")) },
        new(new BookId(Guid.Parse("01890000-0000-7000-8000-000000000002")), "Emma"),
    ];
}

[QueryType]
public static class BookQueries
{
    /// <summary>All that is on the shelves.</summary>
    /// <param name="shelves">Not in the schema.</param>
    /// <param name="state">Only those in this state.</param>
    public static IReadOnlyList<Book> GetBooks(Shelves shelves, BookState? state) =>
        [.. shelves.Books.Where(b => state is null || b.State == state)];

    public static Book? GetBook(BookId id, Shelves shelves) => shelves.Books.FirstOrDefault(b => b.Id == id);

    public static string Greet(string name, int times = 1, [GraphQLName("tone")] string? voice = "calm") => $"{voice}: {string.Concat(Enumerable.Repeat(name, times))}";

    public static string GetMe(Librarian librarian) => librarian.Name;

    [ID]
    public static string Echo([ID] string id) => id;
}
