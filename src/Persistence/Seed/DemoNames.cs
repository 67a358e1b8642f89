using System.Globalization;

namespace CrmGraph.Persistence.Seed;

/// <summary>Invented people and companies. All mail domains end in <c>.example</c>, which no mail can ever reach.</summary>
internal static class DemoNames
{
    internal static readonly string[] ChineseIndustries = ["制造业", "软件与信息服务", "医疗健康", "零售电商", "物流运输", "教育培训", "新能源", "金融服务", "食品饮料", "建筑工程"];
    internal static readonly string[] EnglishIndustries = ["Manufacturing", "Software", "Healthcare", "Retail", "Logistics", "Education", "Energy", "Financial services", "Food and beverage", "Construction"];
    internal static readonly string[] ChineseTitles = ["总经理", "采购总监", "信息中心主任", "运营总监", "财务总监", "销售副总裁", "项目经理", "数字化负责人", "生产部长"];
    internal static readonly string[] EnglishTitles = ["Managing Director", "Head of Procurement", "CIO", "COO", "CFO", "VP Sales", "Project Manager", "Head of Digital", "Plant Manager"];

    private static readonly (string Hanzi, string Latin)[] Surnames =
    [
        ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"), ("赵", "zhao"), ("黄", "huang"), ("周", "zhou"), ("吴", "wu"),
        ("徐", "xu"), ("孙", "sun"), ("胡", "hu"), ("朱", "zhu"), ("高", "gao"), ("林", "lin"), ("何", "he"), ("郭", "guo"), ("马", "ma"), ("罗", "luo"),
    ];

    private static readonly (string Hanzi, string Latin)[] GivenNames =
    [
        ("芳", "fang"), ("伟", "wei"), ("敏", "min"), ("静", "jing"), ("磊", "lei"), ("洋", "yang"), ("艳", "yan"), ("勇", "yong"), ("杰", "jie"), ("娟", "juan"),
        ("涛", "tao"), ("明", "ming"), ("晓东", "xiaodong"), ("雪梅", "xuemei"), ("建国", "jianguo"), ("丽华", "lihua"), ("子涵", "zihan"), ("浩然", "haoran"),
        ("思远", "siyuan"), ("雨桐", "yutong"), ("志强", "zhiqiang"), ("佳怡", "jiayi"), ("文博", "wenbo"), ("欣然", "xinran"),
    ];

    private static readonly string[] FirstNames =
        ["Emma", "Lucas", "Sofia", "Noah", "Hannah", "Oliver", "Amelia", "Felix", "Clara", "Marco", "Ingrid", "Diego", "Priya", "Arjun", "Yuki", "Leila", "Omar", "Greta", "Pierre", "Chloe"];

    private static readonly string[] LastNames =
        ["Keller", "Novak", "Rossi", "Dubois", "Lindgren", "Bauer", "Moreau", "Okafor", "Silva", "Murphy", "Tanaka", "Haddad", "Weber", "Jensen", "Costa", "Walsh", "Patel", "Romano", "Fischer", "Byrne"];

    private static readonly (string Name, string Region)[] Cities =
    [
        ("上海", "华东"), ("杭州", "华东"), ("苏州", "华东"), ("南京", "华东"), ("宁波", "华东"), ("北京", "华北"), ("天津", "华北"), ("石家庄", "华北"),
        ("广州", "华南"), ("深圳", "华南"), ("东莞", "华南"), ("厦门", "华南"), ("成都", "西南"), ("重庆", "西南"), ("武汉", "华中"), ("长沙", "华中"),
    ];

    private static readonly (string Hanzi, string Latin)[] Stems =
    [
        ("云帆", "yunfan"), ("锐诚", "ruicheng"), ("博远", "boyuan"), ("启明", "qiming"), ("恒泰", "hengtai"), ("星河", "xinghe"), ("瑞丰", "ruifeng"), ("蓝海", "lanhai"),
        ("天工", "tiangong"), ("智汇", "zhihui"), ("华辰", "huachen"), ("金桥", "jinqiao"), ("绿源", "lvyuan"), ("海岳", "haiyue"), ("卓越", "zhuoyue"), ("鼎新", "dingxin"),
        ("中科联", "zhongkelian"), ("易达", "yida"), ("康宁", "kangning"), ("禾木", "hemu"),
    ];

    private static readonly string[] ChineseForms = ["科技有限公司", "智能制造有限公司", "信息技术股份有限公司", "供应链管理有限公司", "医疗器械有限公司", "新能源有限公司", "商贸有限公司", "集团有限公司"];

    private static readonly (string Name, string Region)[] EnglishStems =
    [
        ("Northwind Tooling", "EMEA"), ("Alder & Finch", "EMEA"), ("Brightwater", "EMEA"), ("Castellan", "EMEA"), ("Drumlin", "EMEA"), ("Evergale", "EMEA"), ("Fjordline", "EMEA"),
        ("Granite Peak", "Americas"), ("Harborview", "Americas"), ("Ironbark", "Americas"), ("Juniper Falls", "Americas"), ("Kestrel", "Americas"), ("Lakeshore", "Americas"), ("Maplewood", "Americas"),
    ];

    private static readonly string[] EnglishForms = ["Ltd", "GmbH", "Inc.", "Holdings", "Systems", "Logistics", "Foods", "Robotics"];

    internal static (string Name, string Mailbox) Person(SeededRandom random, bool chinese)
    {
        if (chinese)
        {
            var (surname, given) = (random.Pick(Surnames), random.Pick(GivenNames));
            return (surname.Hanzi + given.Hanzi, $"{given.Latin}.{surname.Latin}");
        }
        var (first, last) = (random.Pick(FirstNames), random.Pick(LastNames));
        return ($"{first} {last}", $"{first}.{last}".ToLowerInvariant());
    }

    internal static (string Name, string Region, string Domain) Company(SeededRandom random, bool chinese, int serial)
    {
        if (chinese)
        {
            var (city, stem) = (random.Pick(Cities), random.Pick(Stems));
            return (city.Name + stem.Hanzi + random.Pick(ChineseForms), city.Region, Invariant($"{stem.Latin}{serial}.example"));
        }
        var english = random.Pick(EnglishStems);
        var label = string.Concat(english.Name.Where(char.IsAsciiLetter)).ToLowerInvariant();
        return ($"{english.Name} {random.Pick(EnglishForms)}", english.Region, Invariant($"{label}{serial}.example"));
    }

    internal static string Phone(SeededRandom random, bool chinese) => chinese
        ? Invariant($"+86 1{random.Pick(["38", "39", "50", "86"])} 0000 {random.Next(10_000):0000}")
        : Invariant($"+44 20 7946 {random.Next(1_000):0000}");

    /// <summary>Looks like a unified social credit code; unique by its serial number.</summary>
    internal static string RegistrationNumber(SeededRandom random, bool chinese, int serial) => chinese
        ? Invariant($"91{random.Pick(["310000", "330100", "110000", "440300"])}{serial:000000000}{(char)('A' + random.Next(8))}")
        : Invariant($"GB{serial:000000000}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
