using System.Collections.Frozen;

namespace CrmGraph.Domain.Shared;

/// <summary>The currencies of ISO 4217 that are legal tender somewhere.</summary>
public static class CurrencyCodes
{
    private static readonly FrozenSet<string> Known = (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP " +
        "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG " +
        "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL " +
        "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR " +
        "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS " +
        "UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // ISO 4217, column "minor unit"; all others have two digits
    private static readonly FrozenSet<string> WithoutMinorUnit = Codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");
    private static readonly FrozenSet<string> InThousandths = Codes("BHD IQD JOD KWD LYD OMR TND");

    /// <summary>Whether <paramref name="code"/> is such a currency, in upper case.</summary>
    public static bool Contains(string? code) => code is not null && Known.Contains(code);

    /// <summary>How many decimals amounts of the currency have when they are paid: 2 for CNY, 0 for JPY, 3 for KWD.</summary>
    public static int MinorDigits(string code) => WithoutMinorUnit.Contains(code) ? 0 : InThousandths.Contains(code) ? 3 : 2;

    private static FrozenSet<string> Codes(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
