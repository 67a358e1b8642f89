using System.Linq.Expressions;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.Bench.Engine;

/// <summary>The schema over <see cref="Crm"/>; resolvers are property reads.</summary>
internal static class BenchSchema
{
    public static Schema Build(Crm crm)
    {
        ObjectType? accountType = null, ownerType = null, dealType = null;
        var callType = new ObjectType("Activity", () =>
        [
            Field("id", BuiltInScalars.Id, (Call c) => c.Id),
            Field("subject", BuiltInScalars.String, (Call c) => c.Subject),
            Field("kind", BuiltInScalars.String, (Call c) => c.Kind),
            Field("minutes", BuiltInScalars.Int, (Call c) => c.Minutes),
        ]);
        ownerType = new ObjectType("User", () =>
        [
            Field("id", BuiltInScalars.Id, (Owner o) => o.Id),
            Field("name", BuiltInScalars.String, (Owner o) => o.Name),
        ]);
        dealType = new ObjectType("Opportunity", () =>
        [
            Field("id", BuiltInScalars.Id, (Deal d) => d.Id),
            Field("number", BuiltInScalars.String, (Deal d) => d.Number),
            Field("name", BuiltInScalars.String, (Deal d) => d.Name),
            Field("stage", BuiltInScalars.String, (Deal d) => d.Stage),
            Field("amount", BuiltInScalars.Float, (Deal d) => d.Amount),
            Field("probability", BuiltInScalars.Int, (Deal d) => d.Probability),
            Field("isStagnant", BuiltInScalars.Boolean, (Deal d) => d.IsStagnant),
            Field("updatedAt", BuiltInScalars.DateTime, (Deal d) => d.UpdatedAt),
            Field("account", accountType!, (Deal d) => d.Account),
            Field("owner", ownerType, (Deal d) => d.Owner),
            Field("activities", ListOf(callType), (Deal d) => d.Activities),
        ]);
        accountType = new ObjectType("Account", () =>
        [
            Field("id", BuiltInScalars.Id, (Customer a) => a.Id),
            Field("name", BuiltInScalars.String, (Customer a) => a.Name),
            Field("opportunities", ListOf(dealType), (Customer a) => a.Opportunities.GetRange(0, 5)),
        ]);
        var query = new ObjectType("Query", () =>
        [
            Root("opportunity", dealType, _ => crm.Deals[4321]),
            Root("opportunities", new NonNullType(ListOf(dealType)), first => crm.Deals.GetRange(0, first)),
            Root("accounts", new NonNullType(ListOf(accountType)), first => crm.Accounts.GetRange(0, first)),
            Root("count", BuiltInScalars.Int, _ => crm.Deals.Count),
        ]);
        return new Schema(query);
    }

    private static ListType ListOf(GraphQLType item) => new(new NonNullType(item));

    private static OutputField Field<TParent, TValue>(string name, GraphQLType type, Expression<Func<TParent, TValue>> read) =>
        new(name, new NonNullType(type is NonNullType n ? n.OfType : type)) { Resolver = new PropertyResolver<TParent, TValue>(read) };

    private static OutputField Root(string name, GraphQLType type, Func<int, object> read) =>
        new(name, type, [new InputValue("first", BuiltInScalars.Int)]) { Resolver = new FunctionResolver((_, arguments) => read(arguments.Values[0] is int n ? n : 0)) };
}
