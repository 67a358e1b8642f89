namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

public sealed partial class GraphMailbox
{
    private static readonly string[] Subjects =
    [
        "关于数控机床的报价", "Offer for two packing lines", "交货期确认", "Minutes of our call", "合同条款修改意见", "Question about the warranty",
        "样品测试结果", "Visit next week", "付款安排", "Spare parts list",
    ];

    private static readonly string[] Sentences =
    [
        "您好,请确认附件中的配置。", "Please find our comments below.", "我们下周二可以安排演示。", "The board decides on Friday.",
        "价格能否再优惠一些?", "Delivery to Suzhou is fine.", "谢谢,期待您的回复。", "Kind regards",
    ];

    /// <summary>Fills the mailbox: messages in all folders, in threads, from and to the others; meetings, some of them in series.</summary>
    public void Fill(MailboxFilling filling)
    {
        var random = new Random(filling.Seed);
        var now = Now;
        var start = now.AddDays(-filling.Days);
        var step = (now - start) / Math.Max(1, filling.Messages);
        GraphMessage? previous = null;
        for (var i = 0; i < filling.Messages; i++)
        {
            previous = FillMessage(filling, random, start + (step * i), random.Next(3) == 0 ? previous : null);
        }
        var from = now.AddDays(-filling.Days);
        var days = filling.Days * 3 / 2;
        var left = filling.Events;
        while (left > 0) left -= FillEvents(filling, random, from.AddDays(random.Next(days)).AddHours(random.Next(8)), left);
    }

    private GraphMessage FillMessage(MailboxFilling filling, Random random, DateTimeOffset at, GraphMessage? thread)
    {
        var isInternal = random.NextDouble() < filling.InternalShare;
        var people = isInternal ? filling.Colleagues : filling.Others;
        var person = people[random.Next(people.Count)];
        var sensitivity = Sensitivity(filling, random);
        var subject = thread is null ? $"{Subjects[random.Next(Subjects.Length)]} #{random.Next(10_000)}" : thread.Subject;
        var body = string.Join('\n', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Sentences[random.Next(Sentences.Length)]));
        return random.Next(10) switch
        {
            < 3 => Deliver(Draw(SentItems, Owner, [person])),
            < 5 => Deliver(Draw(Archive, person, [Owner])),
            _ => Deliver(Draw(Inbox, person, [Owner])),
        };

        GraphMessage Draw(GraphFolder folder, GraphAddress sender, GraphAddress[] to) => new(NewId("AAkALgMsg"), folder)
        {
            From = sender,
            To = to,
            Cc = random.Next(5) == 0 ? [people[random.Next(people.Count)]] : [],
            Subject = subject,
            Body = body,
            Sensitivity = sensitivity,
            InternetMessageId = $"<{NewId("m")}@{sender.Address.Split('@')[^1]}>",
            ConversationId = thread?.ConversationId ?? NewId("AAQkConv"),
            InReplyTo = thread?.InternetMessageId,
            IsRead = random.Next(4) != 0,
            HasAttachments = random.Next(8) == 0,
            CreatedAt = at,
            SentAt = at,
            ReceivedAt = at,
        };
    }

    private int FillEvents(MailboxFilling filling, Random random, DateTimeOffset start, int left)
    {
        var isInternal = random.NextDouble() < filling.InternalShare;
        var people = isInternal ? filling.Colleagues : filling.Others;
        var person = people[random.Next(people.Count)];
        var subject = $"{Subjects[random.Next(Subjects.Length)]} ({random.Next(10_000)})";
        if (left < 10 || random.Next(10) > 0)
        {
            // the others' calendars are left alone: those who fill them say so themselves
            AddEvent(subject, start, TimeSpan.FromMinutes(30 + (30 * random.Next(3))), [Owner, person], person, Sentences[random.Next(Sentences.Length)], Sensitivity(filling, random));
            return 1;
        }
        var count = 4 + random.Next(4);
        AddSeries(subject, start, count, 7, TimeSpan.FromHours(1), [Owner, person], person, Sensitivity(filling, random));
        return count + 1;
    }

    private static string Sensitivity(MailboxFilling filling, Random random) =>
        random.NextDouble() >= filling.PrivateShare ? "normal" : random.Next(2) == 0 ? "private" : "confidential";
}
