using System.Collections.Frozen;

namespace CrmGraph.Domain.Duplicates;

/// <summary>
/// The internet domain by which a company is known. Domains of mail providers say nothing about a company, nor do those that
/// RFC 2606 reserves for examples.
/// </summary>
public static class InternetDomains
{
    private static readonly FrozenSet<string> Anybodys = (
        "qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn vip.sina.com sohu.com 139.com 189.cn wo.cn aliyun.com tom.com 21cn.com " +
        "gmail.com googlemail.com outlook.com hotmail.com live.com live.cn msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.de yahoo.fr ymail.com icloud.com me.com mac.com " +
        "aol.com gmx.de gmx.net gmx.com web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com proton.me protonmail.com zoho.com orange.fr free.fr laposte.net " +
        "libero.it naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp rediffmail.com btinternet.com comcast.net fastmail.com hey.com tutanota.com " +
        "example.com example.org example.net example.cn").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The domain of a web site without <c>www.</c>; null if there is none or anybody can have a page there.</summary>
    public static string? OfWebsite(string? website) =>
        Uri.TryCreate(website, UriKind.Absolute, out var address) && address.HostNameType == UriHostNameType.Dns ? Companys(address.IdnHost) : null;

    /// <summary>The domain of an e-mail address; null if there is none or anybody can have an address there.</summary>
    public static string? OfEmail(string? email) => EmailAddresses.Normalize(email) is { } address ? Companys(address[(address.LastIndexOf('@') + 1)..]) : null;

    private static string? Companys(string host)
    {
        var domain = host.ToLowerInvariant().TrimEnd('.');
        if (domain.StartsWith("www.", StringComparison.Ordinal)) domain = domain[4..];
        return domain.Contains('.', StringComparison.Ordinal) && domain.Length <= 253 && !Anybodys.Contains(domain) ? domain : null;
    }
}
