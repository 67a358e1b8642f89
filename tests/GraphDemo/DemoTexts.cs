namespace CrmGraph.GraphDemo;

/// <summary>What the demo's people write to each other.</summary>
internal static class DemoTexts
{
    private static readonly (string Subject, string Body)[] Chinese =
    [
        ("关于{0}的报价", "您好,\n我们内部讨论过{0},请再确认一下交付时间和价格。\n谢谢!"),
        ("{0}:合同条款", "法务对付款条款有两处修改意见,请过目。"),
        ("{0}的演示安排", "生产部和信息部的同事也想参加,周四下午可以吗?"),
    ];

    private static readonly (string Subject, string Body)[] English =
    [
        ("Your offer for {0}", "Hello,\nwe talked about {0} today. Could you confirm the delivery date and the price for three years?\nKind regards"),
        ("{0}: terms", "Legal asks for two changes in the terms of payment, see below."),
        ("Demo of {0}", "Two colleagues from the plant would like to join. Is Thursday afternoon all right?"),
    ];

    private static readonly string[] ChineseAnswers = ["您好,价格我今天下班前确认。", "周四下午可以,我来发会议邀请。", "修改后的合同稍后发给您。"];

    private static readonly string[] EnglishAnswers = ["Thank you, I will confirm the price today.", "Thursday is fine, the invitation follows.", "You will get the changed draft tomorrow."];

    internal static (string Subject, string Body) FromCustomer(Random random, DemoDeal deal)
    {
        var texts = IsChinese(deal) ? Chinese : English;
        var (subject, body) = texts[random.Next(texts.Length)];
        return (subject.Replace("{0}", deal.Name, StringComparison.Ordinal), body.Replace("{0}", deal.Name, StringComparison.Ordinal));
    }

    internal static string FromSeller(Random random, DemoDeal deal)
    {
        var answers = IsChinese(deal) ? ChineseAnswers : EnglishAnswers;
        return answers[random.Next(answers.Length)];
    }

    private static bool IsChinese(DemoDeal deal) => deal.Account.Any(c => c is >= '\u4e00' and <= '\u9fff');
}
