using System.Linq.Expressions;
using System.Text;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Tests.Configuration;

/// <summary>What data sources rely on: fields made by factories, and methods that work on rows of selected values.</summary>
public sealed class DataSourceTests
{
    private static readonly Schema Library = new SchemaBuilder()
        .ModifyOptions(o => o.IsService = type => type == typeof(Shelves))
        .AddQueryField(types => new OutputField("first", types.OutputType(typeof(Book), nullable: true), [new InputValue("state", types.InputType(typeof(BookState), true))])
        {
            Resolver = new TaskResolver((context, _) => new(new Shelves().Books.First(b => b.State == context.Argument<BookState>("state")))),
        })
        .AddQueryType(typeof(RowQueries))
        .AddObjectType<BookType>()
        .AddType(typeof(BookFields))
        .Build();

    [Fact]
    public void A_factory_shapes_the_field_of_a_method() => Assert.Equal(
        """
        type Query {
          first(state: BookState): Book
          rows(longerThan: Int! = 0, reverse: Boolean): [Book!]!
        }
        """,
        SchemaPrinter.Print(Library.QueryType!).Trim());

    [Fact]
    public async Task A_field_may_be_made_once_the_types_are_known() => Assert.Equal(
        """{"data":{"first":{"title":"Ulysses"}}}""", await RunAsync("{ first(state: LENT_OUT) { title } }"));

    [Fact]
    public async Task Methods_with_parents_work_on_rows_of_what_they_require() => Assert.Equal(
        """{"data":{"rows":[{"shout":"EMMA","titleLength":4,"excerpt":"Em","review":"Emma is good"},{"shout":"ULYSSES","titleLength":7,"excerpt":"Ul","review":"Ulysses is good"}]}}""",
        await RunAsync("{ rows(reverse: true) { shout titleLength excerpt(length: 2) review } }"));

    [Fact]
    public async Task The_arguments_of_the_method_come_first() => Assert.Equal(
        """{"data":{"rows":[{"title":"Ulysses"}]}}""", await RunAsync("{ rows(longerThan: 5) { title } }"));

    [Fact]
    public void A_factory_that_fails_is_a_mistake_that_names_the_method()
    {
        var exception = Assert.Throws<SchemaException>(() => new SchemaBuilder().AddQueryType(typeof(BadQueries)).Build());

        Assert.Equal("BadQueries.GetRows: System.IO.Stream is no output type. (Parameter 'clr')", exception.Findings[0]);
    }

    private static async Task<string> RunAsync(string query)
    {
        var executor = new RequestExecutor(Library, new ExecutorOptions { CreateLoader = (_, _) => new ReviewLoader() });
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(query)) { Services = new OneService() };
        using var result = Assert.IsType<SingleResult>(await executor.ExecuteAsync(request, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(result.Body.Span);
    }

    private static class RowQueries
    {
        [AsRows(typeof(Book))]
        public static IEnumerable<Book> GetRows(Shelves shelves, int longerThan = 0) => shelves.Books.Where(b => b.Title.Length > longerThan);
    }

    private static class BadQueries
    {
        [AsRows(typeof(Stream))]
        public static IEnumerable<Book> GetRows() => [];
    }

    private sealed class OneService : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Shelves) ? new Shelves() : null;
    }

    /// <summary>The smallest data source: rows of the selected values, read from objects.</summary>
    private sealed class AsRowsAttribute(Type item) : FieldFactoryAttribute
    {
        public override OutputField CreateField(ResolverMethod method, TypeRegistry types)
        {
            var list = new NonNullType(new ListType(types.OutputType(item, nullable: false)));
            var row = types.ObjectTypeOf(item);
            return new OutputField(method.Name, list, method.Arguments.Add(new InputValue("reverse", types.InputType(typeof(bool), nullable: true))))
            {
                Resolver = new TaskResolver(async (context, cancellationToken) =>
                {
                    var books = (IEnumerable<Book>)(await method.Invoke(context, cancellationToken))!;
                    var columns = context.Selection.SelectionsFor(row).Projection(Columns);
                    var ordered = context.Argument<bool?>(method.Arguments.Length) == true ? books.Reverse() : books;
                    return ordered.Select(b => new ProjectedRow(row, [.. columns.Select(c => c(b))])).ToArray();
                }),
            };
        }

        private static List<Func<Book, object?>> Columns(SelectionSet selections)
        {
            var columns = new List<Func<Book, object?>>();
            foreach (var field in selections.Fields)
            {
                var slots = field.Field.Resolver!.Requirements.Select(r =>
                {
                    columns.Add(Compile(r));
                    return columns.Count - 1;
                }).ToArray();
                if (field.Field.Resolver is PureResolver)
                    field.Slot = slots[0];
                else
                    field.RequirementSlots = [.. slots];
            }

            return columns;
        }

        private static Func<Book, object?> Compile(LambdaExpression read) =>
            Expression.Lambda<Func<Book, object?>>(Expression.Convert(read.Body, typeof(object)), read.Parameters).Compile();
    }
}
