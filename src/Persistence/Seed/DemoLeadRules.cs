using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Leads.Scoring;

namespace CrmGraph.Persistence.Seed;

/// <summary>How the demo scores, assigns and captures leads, and what its leads did.</summary>
internal sealed class DemoLeadRules
{
    private static readonly (string Kind, string Chinese, string English)[] Behaviours =
    [
        ("page_visit", "产品价格页", "Pricing page"),
        ("page_visit", "客户案例页", "Customer stories"),
        ("page_visit", "产品功能页", "Product tour"),
        ("download", "《CRM 选型白皮书》", "White paper: choosing a CRM"),
        ("download", "产品手册", "Product brochure"),
        ("form", "预约演示", "Demo request"),
        ("mail_reply", "回复产品介绍邮件", "Answered the introduction"),
    ];

    private readonly SeededRandom _random = new("behaviours");
    private readonly DemoClock _clock;
    private readonly Dictionary<LeadSourceId, LeadSource> _sources;

    internal DemoLeadRules(DemoStaff staff, DemoCatalog catalog, DemoClock clock, DateTimeOffset beginning)
    {
        _clock = clock;
        _sources = catalog.Sources.ToDictionary(s => s.Id);
        Model = ScoringModel.Create(
            new ScoringDefinition(
                100,
                75,
                55,
                30,
                60,
                [
                    new("重点行业", ScoringField.Industry, ["制造业", "软件与信息服务", "金融服务", "Manufacturing", "Software", "Financial services"], null, null, 12),
                    new("员工 500 人以上", ScoringField.Employees, [], 500, null, 14),
                    new("员工 100–499 人", ScoringField.Employees, [], 100, 499, 8),
                    new("决策者", ScoringField.Title, ["总监", "总经理", "副总裁", "Director", "Head of", "CIO", "COO", "CFO", "VP"], null, null, 14),
                    new("华东区域", ScoringField.Region, ["华东"], null, null, 6),
                    new("转介绍与伙伴", ScoringField.Channel, ["partner"], null, null, 8),
                    new("电话拓展", ScoringField.Source, ["outbound"], null, null, -5),
                    new("资料完整度", ScoringField.Completeness, [], null, null, 20),
                ],
                [
                    new("page_visit", 3, 12, ScoringDecay.HalfLife, 30),
                    new("download", 8, 16, ScoringDecay.HalfLife, 60),
                    new("form", 15, 15, ScoringDecay.HalfLife, 90),
                    new("mail_reply", 8, 16, ScoringDecay.Linear, 120),
                    new("email", 2, 6, ScoringDecay.Linear, 90),
                    new("call", 4, 12, ScoringDecay.Linear, 90),
                    new("meeting", 15, 30, ScoringDecay.Linear, 180),
                    new("demo", 15, 30, ScoringDecay.Linear, 180),
                    new("visit", 15, 30, ScoringDecay.Linear, 180),
                ]),
            null,
            null,
            null,
            beginning);
        Plan = AssignmentPlan.Empty(beginning);
        var east = staff.Teams.Single(t => t.Name == "华东组");
        Plan.Replace([new("官网注册 → 华东组", ["website"], [], [], [], null, null, null, east.Id, null)], beginning);
        Form = CaptureForm.Create(
            "website-demo",
            new CaptureFormSettings
            {
                Name = "官网预约演示",
                AllowedOrigins = ["https://www.crmgraph.example"],
                Fields =
                [
                    new("name", LeadField.Name, true),
                    new("company", LeadField.Company, false),
                    new("title", LeadField.Title, false),
                    new("email", LeadField.Email, true),
                    new("phone", LeadField.Phone, false),
                    new("message", LeadField.Need, false),
                ],
                HoneypotField = "website_url",
            },
            catalog.Sources.Single(s => s.Key == "website").Id,
            beginning);
    }

    internal ScoringModel Model { get; }

    internal AssignmentPlan Plan { get; }

    internal CaptureForm Form { get; }

    /// <summary>What a lead did by itself between its creation and a moment; those that went further did more.</summary>
    internal List<LeadBehaviour> Did(Lead lead, DateTimeOffset until)
    {
        var chinese = lead.Name[0] > 'z';
        var most = lead.Status switch
        {
            LeadStatus.Qualified or LeadStatus.Converted => 9,
            LeadStatus.Working => 6,
            LeadStatus.New => 4,
            _ => 2,
        };
        List<LeadBehaviour> did = [];
        for (var i = _random.Next(most + 1); i > 0; i--)
        {
            var (kind, zh, en) = _random.Pick(Behaviours);
            var at = _clock.AtWork(_random, lead.CreatedAt + (until - lead.CreatedAt) * _random.Share());
            if (at < lead.CreatedAt) at = lead.CreatedAt;
            did.Add(LeadBehaviour.Record(lead.Id, kind, chinese ? zh : en, at < until ? at : until, until));
        }
        return did;
    }

    /// <summary>Scores a lead by the model, with all that it did, as of a moment.</summary>
    internal void Rate(Lead lead, IEnumerable<LeadBehaviour> did, DateTimeOffset at)
    {
        var source = _sources[lead.SourceId];
        var behaviours = did.OrderBy(b => b.At).ThenBy(b => b.Id).Select(b => new ScoredBehaviour(b.Kind, b.At)).ToList();
        lead.Rate(Model.Definition.Evaluate(new ScoredProfile(lead.Details, source.Key, source.Channel), behaviours, at), Model.Number, at);
    }
}
