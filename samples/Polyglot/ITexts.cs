using Cairn.Activities;

namespace Polyglot;

/// <summary>
/// What the TypeScript worker does (worker/src/activities.ts): this is all that C# knows of it. The task queue leads to
/// the workers of that language.
/// </summary>
[ActivityContract]
[ActivityDefaults(TaskQueue = "typescript", StartToClose = "00:00:30", ScheduleToClose = "00:02:00")]
public interface ITexts
{
    /// <summary>Writes the text of an invoice as its reader expects it.</summary>
    [Activity("writeInvoice")]
    Task<string> WriteInvoiceAsync(Invoice invoice);
}
