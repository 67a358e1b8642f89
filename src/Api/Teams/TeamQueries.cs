using CrmGraph.Api.Schema;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Teams;

/// <summary>People and how they are organised.</summary>
internal static class TeamQueries
{
    internal static SchemaBuilder AddTeams(this SchemaBuilder schema) => schema
        .AddObjectType<UserType>()
        .AddObjectType<TeamType>()
        .First("me", Caller, description: "The user who asks.")
        .Single("user", AllRows.Users, u => u.Id, description: "A user by id.")
        .Connection("users", AllRows.Users, "All users.", Order.By((User u) => u.Name))
        .Single("team", AllRows.Teams, t => t.Id, description: "A team by id.")
        .ListField("teams", AllRows.Teams, "All teams, by name.", Order.By((Team t) => t.Name), Order.By((Team t) => t.Id));

    private static IQueryable<User> Caller(IServiceProvider services, RequestContext request)
    {
        var id = request.Caller<Caller>().UserId;
        return AllRows.Db(services).Users.Where(u => u.Id == id);
    }
}
