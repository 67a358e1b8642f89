using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmGraph.Testing.SqlServer;

/// <summary>Translates each query that is run for SQL Server too.</summary>
// the parameters of a query are only known where it is compiled, and that has no public door
#pragma warning disable EF1001
internal sealed class MirroredQueries(
    IQueryContextFactory queryContextFactory,
    ICompiledQueryCache compiledQueryCache,
    ICompiledQueryCacheKeyGenerator compiledQueryCacheKeyGenerator,
    IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger,
    ICurrentDbContext currentContext,
    IEvaluatableExpressionFilter evaluatableExpressionFilter,
    IModel model) : QueryCompiler(queryContextFactory, compiledQueryCache, compiledQueryCacheKeyGenerator, database, logger, currentContext, evaluatableExpressionFilter, model)
{
    private static readonly MethodInfo RunMethod = typeof(MirroredQueries).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly IDiagnosticsLogger<DbLoggerCategory.Query> _logger = logger;

    public override TResult Execute<TResult>(Expression query)
    {
        Translate(query, typeof(TResult));
        return base.Execute<TResult>(query);
    }

    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        // IAsyncEnumerable<T> or Task<T>
        var result = typeof(TResult).GetGenericArguments()[0];
        Translate(query, typeof(TResult).GetGenericTypeDefinition() == typeof(Task<>) ? result : typeof(IEnumerable<>).MakeGenericType(result));
        return base.ExecuteAsync<TResult>(query, cancellationToken);
    }

    private void Translate(Expression query, Type result)
    {
        var parameters = new Dictionary<string, object?>();
        var extracted = ExtractParameters(query, parameters, _logger);
        Mirror.Run(query.ToString, db =>
        {
            var mirror = new ToMirror(db, parameters);
            var mirrored = mirror.Visit(extracted);
            // SQL that somebody has written by hand for this database
            if (!mirror.IsRaw) RunMethod.MakeGenericMethod(result).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [db, mirrored], null);
        });
    }

    private static void Run<T>(CrmDbContext db, Expression query)
    {
        var answer = db.GetService<IQueryCompiler>().Execute<T>(query);
        if (answer is not System.Collections.IEnumerable rows) return;
        // a query is sent when somebody reads its rows
        foreach (var _ in rows) throw new InvalidOperationException("Somebody has answered.");
    }

    // the same tables in the other model, and values in the place of parameters, so that they are taken out anew
    private sealed class ToMirror(CrmDbContext db, Dictionary<string, object?> parameters) : ExpressionVisitor
    {
        private readonly IAsyncQueryProvider _provider = db.GetService<IAsyncQueryProvider>();

        internal bool IsRaw { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            if (node.GetType() == typeof(EntityQueryRootExpression)) return new EntityQueryRootExpression(_provider, db.Model.FindEntityType(((EntityQueryRootExpression)node).EntityType.Name)!);
            if (node is QueryParameterExpression parameter) return Value(parameters[parameter.Name], parameter.Type);
            IsRaw |= node is QueryRootExpression;
            return base.VisitExtension(node);
        }

        private static MemberExpression Value(object? value, Type type)
        {
            var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!;
            return Expression.Field(Expression.Constant(holder), "Value");
        }
    }

    private sealed class Holder<T>(object? value)
    {
#pragma warning disable CA1051 // read by the expression that is made of it
        public readonly T Value = (T)value!;
#pragma warning restore CA1051
    }
}
#pragma warning restore EF1001
