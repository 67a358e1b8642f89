using System.Globalization;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.GraphDemo;

/// <summary>What happens in the mailboxes: a month that has passed, and then something every few seconds.</summary>
internal sealed class DemoMail(GraphEmulator graph, IReadOnlyList<DemoDeal> deals, TextWriter screen)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly GraphAddress Stranger = new("weekly@expo-news.example", "Expo Weekly");
    private static readonly GraphAddress Doctor = new("reception@clinic.example", "Dr. Roth");

    private readonly Random _random = new(7);
    private readonly Dictionary<string, GraphMessage> _threads = [];

    /// <summary>Threads and meetings of the last 20 days for each deal, and what is nobody's business.</summary>
    internal void FillPast()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var deal in deals)
        {
            var mailbox = graph.Mailbox(deal.Seller);
            for (var day = 20; day > 0; day -= 4)
            {
                Write(deal, now.AddDays(-day));
                Answer(deal, now.AddDays(-day).AddHours(3));
            }
            Meet(deal, now.AddDays(-7));
            Meet(deal, now.AddDays(3 + _random.Next(4)));
            mailbox.Receive(Stranger, "This week in trade fairs", "Hall 3 is sold out.", at: now.AddDays(-_random.Next(20)));
            mailbox.Receive(Doctor, "检查结果", "请来取报告。", at: now.AddDays(-_random.Next(20)), sensitivity: "private");
        }
    }

    /// <summary>Something every few seconds, until the demo or the server ends.</summary>
    internal async Task GoOnAsync(Task serverEnded, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            await await Task.WhenAny(tick, serverEnded);
            var deal = deals[_random.Next(deals.Count)];
            var said = Happen(deal, TimeProvider.System.GetUtcNow());
            await screen.WriteLineAsync($"{TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {said}");
        }
    }

    private string Happen(DemoDeal deal, DateTimeOffset now)
    {
        var owner = deal.Seller.Split('@')[0];
        switch (_random.Next(12))
        {
            case < 5:
                var message = Write(deal, now);
                return $"{message.From!.Name} → {owner}: {message.Subject} [{deal.Number}]";
            case < 8:
                return $"{owner} → {Answer(deal, now).To[0].Name}: an answer [{deal.Number}]";
            case < 10:
                return $"{owner} meets {Meet(deal, now.AddDays(1 + _random.Next(10))).Attendees[0].Who.Name} [{deal.Number}]";
            case 10:
                graph.Mailbox(deal.Seller).Receive(Stranger, "Two tickets left", "Come to hall 3.");
                return $"{Stranger.Name} → {owner}: an unknown sender, nothing of it is stored";
            default:
                graph.Mailbox(deal.Seller).Receive(Doctor, "预约提醒", "明天上午九点。", sensitivity: "private");
                return $"{Doctor.Name} → {owner}: a private mail, nothing of it is stored";
        }
    }

    private GraphMessage Write(DemoDeal deal, DateTimeOffset at)
    {
        var contact = deal.Contacts[_random.Next(deal.Contacts.Count)];
        var thread = _threads.GetValueOrDefault(deal.Id);
        var (subject, body) = DemoTexts.FromCustomer(_random, deal);
        return _threads[deal.Id] = graph.Mailbox(deal.Seller).Receive(contact, thread?.Subject ?? subject, body, at: at, inReplyTo: thread);
    }

    private GraphMessage Answer(DemoDeal deal, DateTimeOffset at)
    {
        var thread = _threads.GetValueOrDefault(deal.Id);
        var to = thread?.From is { } from && from.Address != deal.Seller ? from : deal.Contacts[0];
        return _threads[deal.Id] = graph.Mailbox(deal.Seller).Send([to], thread is null ? deal.Name : $"Re: {thread.Subject.Replace("Re: ", "", StringComparison.Ordinal)}", DemoTexts.FromSeller(_random, deal), at: at, inReplyTo: thread);
    }

    private GraphEvent Meet(DemoDeal deal, DateTimeOffset day)
    {
        var start = new DateTimeOffset(day.Date, TimeSpan.Zero).AddHours(1 + _random.Next(8));
        return graph.Mailbox(deal.Seller).AddEvent($"{deal.Account}: {deal.Name}", start, TimeSpan.FromMinutes(60), [deal.Contacts[_random.Next(deal.Contacts.Count)]]);
    }
}
