using System.Collections.Frozen;
using System.Text;

namespace CrmGraph.Domain.Duplicates;

/// <summary>
/// Company names as they are compared: of normal width, in lower case, without punctuation, spaces and legal form. What stands in
/// brackets is kept (云帆科技（中国）有限公司 is 云帆科技中国), unless it is a legal form itself; a Chinese place goes ahead, where others
/// write it (云帆科技（上海）有限公司 is 上海云帆科技).
/// </summary>
public static class CompanyNames
{
    private const int LongestName = 200;

    private static readonly string[] IdeographicForms =
    [
        "集团股份有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "控股有限公司", "有限公司", "股份公司", "集团公司", "总公司", "公司", "集团",
        "株式会社", "有限会社", "合同会社", "股份有限公司", "有限責任公司", "集團有限公司", "集團", "주식회사", "유한회사",
    ];

    private static readonly string[] IdeographicFormsAhead = ["株式会社", "有限会社", "合同会社", "주식회사", "유한회사"];

    private static readonly FrozenSet<string> AlphabeticForms = (
        "ltd limited inc incorporated llc llp lp plc corp corporation co company gmbh mbh ag kg kgaa ohg ug ev eg se sa sas sarl sasu spa srl sl slu bv nv cv vof pty pte pvt private " +
        "kk gk oy oyj ab as asa aps sro doo dd ooo oao zao pao pjsc jsc ojsc kft zrt nyrt sp zoo bhd sdn tbk pt cia ltda eireli sapi holding holdings group grp 株 有 주")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // where most companies are registered: the provinces, and the cities that names begin with
    private static readonly string[] Places = (
        "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾 " +
        "深圳 广州 杭州 南京 苏州 成都 武汉 西安 郑州 长沙 宁波 青岛 济南 合肥 厦门 福州 无锡 佛山 东莞 珠海 大连 沈阳 长春 哈尔滨 石家庄 太原 南昌 昆明 贵阳 南宁 常州 温州 嘉兴 绍兴")
        .Split(' ');

    private static readonly FrozenSet<string> Joiners = FrozenSet.Create(StringComparer.Ordinal, "and", "und", "et", "y", "the");

    /// <summary>The normalised name; null if there is none.</summary>
    public static string? Normalize(string? name)
    {
        if (name is null) return null;
        var words = WordsOf(WithPlaceAhead(PlainText.Of(name)));
        if (words.Count == 0) return null;
        var kept = WithoutForms(words);
        var normalized = string.Concat(kept);
        return normalized.Length <= LongestName ? normalized : normalized[..LongestName];
    }

    private static string WithPlaceAhead(string name)
    {
        var place = Array.Find(Places, p => name.Contains($"({p})", StringComparison.Ordinal));
        return place is null ? name : place + name.Replace($"({place})", "", StringComparison.Ordinal);
    }

    // Dots and apostrophes join (G.m.b.H. is gmbh), everything else that is no letter or digit separates.
    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
                word.Append(rune);
            else if (rune.Value is not ('.' or '\'' or '’' or '·'))
                End();
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    private static List<string> WithoutForms(List<string> words)
    {
        var kept = words.Where((w, i) => i == 0 || !Joiners.Contains(w)).ToList();
        if (kept.Count > 1 && kept[0] == "the") kept.RemoveAt(0);
        if (kept.Count > 1 && kept[0] is "pt" or "ooo" or "株" or "有" or "주") kept.RemoveAt(0);
        var ahead = IdeographicFormsAhead.FirstOrDefault(f => kept[0].StartsWith(f, StringComparison.Ordinal) && string.Concat(kept).Length > f.Length);
        if (ahead is not null)
        {
            kept[0] = kept[0][ahead.Length..];
            if (kept[0].Length == 0) kept.RemoveAt(0);
        }
        while (ShortenEnd(kept))
        {
            // one form after the other: 云帆（集团）股份有限公司, Foo Co., Ltd.
        }
        return kept;
    }

    /// <summary>Takes one legal form off the end; what is only a legal form stays.</summary>
    private static bool ShortenEnd(List<string> words)
    {
        var last = words[^1];
        if (words.Count > 1 && (AlphabeticForms.Contains(last) || IdeographicForms.Contains(last)))
        {
            words.RemoveAt(words.Count - 1);
            return true;
        }
        // "A/S" and "S p. A." come as single letters
        if (words.Count > 2 && last.Length == 1 && words[^2].Length == 1 && AlphabeticForms.Contains(words[^2] + last))
        {
            words.RemoveRange(words.Count - 2, 2);
            return true;
        }
        if (words.Count == 1 && IdeographicForms.Contains(last)) return false;
        var form = IdeographicForms.FirstOrDefault(f => last.Length > f.Length && last.EndsWith(f, StringComparison.Ordinal));
        if (form is null) return false;
        words[^1] = last[..^form.Length];
        return true;
    }
}
