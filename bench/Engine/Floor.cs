using System.Buffers;
using System.Text.Json;

namespace CrmGraph.Bench.Engine;

/// <summary>What nobody would write by hand for every query: the same bytes straight from the objects with <see cref="Utf8JsonWriter"/>.</summary>
internal sealed class Floor(Crm crm) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonEncodedText Data = Name("data"), Opportunity = Name("opportunity"), Opportunities = Name("opportunities"), Accounts = Name("accounts"), Id = Name("id"),
        Number = Name("number"), NameOf = Name("name"), Stage = Name("stage"), Amount = Name("amount"), Probability = Name("probability"), IsStagnant = Name("isStagnant"),
        UpdatedAt = Name("updatedAt"), Account = Name("account"), Owner = Name("owner"), Activities = Name("activities"), Subject = Name("subject"), Kind = Name("kind"), Minutes = Name("minutes");

    private readonly Utf8JsonWriter writer = new(Stream.Null, Options);

    public void E1(IBufferWriter<byte> output)
    {
        Begin(output);
        var deal = crm.Deals[4321];
        writer.WriteStartObject(Opportunity);
        writer.WriteString(Id, deal.Id);
        writer.WriteString(Number, deal.Number);
        writer.WriteString(NameOf, deal.Name);
        writer.WriteString(Stage, deal.Stage);
        writer.WriteNumber(Amount, deal.Amount);
        writer.WriteNumber(Probability, deal.Probability);
        writer.WriteBoolean(IsStagnant, deal.IsStagnant);
        writer.WriteString(UpdatedAt, deal.UpdatedAt.UtcDateTime);
        writer.WriteEndObject();
        End();
    }

    public void E2(IBufferWriter<byte> output)
    {
        Begin(output);
        writer.WriteStartArray(Opportunities);
        foreach (var deal in crm.Deals.GetRange(0, 50))
        {
            writer.WriteStartObject();
            writer.WriteString(Id, deal.Id);
            writer.WriteString(Number, deal.Number);
            writer.WriteString(NameOf, deal.Name);
            writer.WriteNumber(Amount, deal.Amount);
            writer.WriteNumber(Probability, deal.Probability);
            writer.WriteStartObject(Account);
            writer.WriteString(Id, deal.Account.Id);
            writer.WriteString(NameOf, deal.Account.Name);
            writer.WriteEndObject();
            writer.WriteStartObject(Owner);
            writer.WriteString(Id, deal.Owner.Id);
            writer.WriteString(NameOf, deal.Owner.Name);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        End();
    }

    public void E3(IBufferWriter<byte> output)
    {
        Begin(output);
        writer.WriteStartArray(Accounts);
        foreach (var account in crm.Accounts.GetRange(0, 20))
        {
            writer.WriteStartObject();
            writer.WriteString(Id, account.Id);
            writer.WriteString(NameOf, account.Name);
            writer.WriteStartArray(Opportunities);
            foreach (var deal in account.Opportunities.GetRange(0, 5))
            {
                writer.WriteStartObject();
                writer.WriteString(Id, deal.Id);
                writer.WriteString(NameOf, deal.Name);
                writer.WriteString(Stage, deal.Stage);
                writer.WriteNumber(Amount, deal.Amount);
                writer.WriteStartArray(Activities);
                foreach (var call in deal.Activities)
                {
                    writer.WriteStartObject();
                    writer.WriteString(Id, call.Id);
                    writer.WriteString(Subject, call.Subject);
                    writer.WriteString(Kind, call.Kind);
                    writer.WriteNumber(Minutes, call.Minutes);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        End();
    }

    public void E5(IBufferWriter<byte> output, string[] names)
    {
        Begin(output);
        foreach (var name in names)
            writer.WriteNumber(name, crm.Deals.Count);
        End();
    }

    public void Dispose() => writer.Dispose();

    private void Begin(IBufferWriter<byte> output)
    {
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteStartObject(Data);
    }

    private void End()
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
    }

    private static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name);
}
