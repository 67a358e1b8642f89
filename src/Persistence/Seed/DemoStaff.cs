using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Seed;

/// <summary>Two sales organisations that have nothing to do with each other, and the people around them: every role is there.</summary>
internal sealed class DemoStaff
{
    private const string Domain = "crmgraph.example";

    private readonly List<Team> _teams = [];
    private readonly List<User> _users = [];
    private readonly DateTimeOffset _now;

    internal DemoStaff(DateTimeOffset now)
    {
        _now = now;
        var director = Hire("沈静怡", "director", Role.SalesDirector, null, null);

        var china = Found("中国销售部", "中国", null);
        var chinaManager = Hire("高建国", "china.manager", Role.SalesManager, china, director);
        var east = Found("华东组", "华东", china);
        var eastManager = Hire("林雪梅", "east.manager", Role.SalesManager, east, chinaManager);
        var north = Found("华北组", "华北", china);
        var south = Found("华南组", "华南", china);
        ChineseSellers =
        [
            Hire("王芳", "wang.fang", Role.SalesRep, east, eastManager),
            Hire("李浩然", "li.haoran", Role.SalesRep, east, eastManager),
            Hire("陈思远", "chen.siyuan", Role.SalesRep, east, eastManager),
            Hire("赵磊", "zhao.lei", Role.SalesRep, north, chinaManager),
            Hire("孙佳怡", "sun.jiayi", Role.SalesRep, north, chinaManager),
            Hire("黄志强", "huang.zhiqiang", Role.SalesRep, south, chinaManager),
            Hire("吴雨桐", "wu.yutong", Role.SalesRep, south, chinaManager),
        ];

        var international = Found("International Sales", "Global", null);
        var internationalManager = Hire("Ingrid Lindgren", "international.manager", Role.SalesManager, international, director);
        var emea = Found("EMEA", "EMEA", international);
        var americas = Found("Americas", "Americas", international);
        EnglishSellers =
        [
            Hire("Lucas Keller", "lucas.keller", Role.SalesRep, emea, internationalManager),
            Hire("Chloe Moreau", "chloe.moreau", Role.SalesRep, emea, internationalManager),
            Hire("Diego Silva", "diego.silva", Role.SalesRep, americas, internationalManager),
            Hire("Amelia Walsh", "amelia.walsh", Role.SalesRep, americas, internationalManager),
        ];

        Hire("系统管理员", "admin", Role.Admin, null, null);
        Hire("郭欣然", "marketing", Role.Marketing, null, director);
        Hire("马丽华", "finance", Role.Finance, null, director);
        Hire("集成服务", "integration", Role.Integration, null, null);
        Hire("Olivia Guest", "readonly", Role.ReadOnly, null, null);
    }

    internal IReadOnlyList<Team> Teams => _teams;

    internal IReadOnlyList<User> Users => _users;

    internal IReadOnlyList<User> ChineseSellers { get; }

    internal IReadOnlyList<User> EnglishSellers { get; }

    private Team Found(string name, string region, Team? parent)
    {
        var team = Team.Create(name, region, parent, _now);
        _teams.Add(team);
        return team;
    }

    private User Hire(string name, string mailbox, Role role, Team? team, User? manager)
    {
        var user = User.Create(name, $"{mailbox}@{Domain}", role, team?.Id, manager?.Id, _now);
        _users.Add(user);
        return user;
    }
}
