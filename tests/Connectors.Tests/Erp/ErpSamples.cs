using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>Deals as connectors get them.</summary>
internal static class ErpSamples
{
    /// <summary>Three lines, one of which divides badly and one of which has no article number; 1350.50 CNY.</summary>
    internal static ErpOrder Order(string key = "CG-ABCDEFGHIJKLMNOPQRSTUVWX", string currency = "CNY") => new(
        key,
        "OPP-2026-00042",
        "CRM 一期",
        new DateOnly(2026, 6, 15),
        Customer(),
        "HT-2026-7",
        [
            new ErpOrderLine("CRM 标准版", "CRM-1", 10, 100, new Money(1000, currency)),
            new ErpOrderLine("CRM 模块", "CRM-2", 3, 100m / 3, new Money(100, currency)),
            new ErpOrderLine("实施 \"交付\"", null, 2.5m, 100.2m, new Money(250.50m, currency)),
        ],
        new Money(1350.50m, currency));

    /// <summary>One line over an amount.</summary>
    internal static ErpOrder Whole(decimal amount, string currency = "CNY", decimal quantity = 1) => Order(currency: currency) with
    {
        Lines = [new ErpOrderLine("CRM 一期", null, quantity, amount / quantity, new Money(amount, currency))],
        Total = new Money(amount, currency),
    };

    internal static ErpCustomer Customer() => new("CG0A1B2C3D4E5F6071", "上海云帆科技有限公司", "91310000MA1FL0XX1D", "华东", "Zhao Lei", "lei.zhao@yunfan.example", "+86 21 5550 1234");

    /// <summary>A port on which nobody listens.</summary>
    internal const string Nowhere = "http://127.0.0.1:9";

    /// <summary>The clock of the samples.</summary>
    internal static FakeTimeProvider Clock() => new();
}
