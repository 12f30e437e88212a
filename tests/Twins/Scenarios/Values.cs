using System.Text.Json.Serialization;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Arguments, results and what a start carries besides.</summary>
internal static class Values
{
    public static IEnumerable<Twin> Twins =>
    [
        new("returns-a-value", async play => await play.EndAsync(
            await play.StartAsync((ReturnsValue w) => w.RunAsync(new { a = 1 })))),
        new("no-arguments", async play =>
        {
            var handle = await play.Client.StartWorkflowAsync("returnsValue", [], play.Options());
            play.Record(handle.Id);
            await play.EndAsync(handle);
        }),
        new("with-memo-and-summary", async play =>
        {
            var options = play.Options();
            options.Memo = new Dictionary<string, object> { ["owner"] = "me" };
            options.StaticSummary = "a summary";
            options.StaticDetails = "some details";
            await play.EndAsync(await play.StartAsync((ReturnsValue w) => w.RunAsync(1), options));
        }),
    ];

    [Workflow("returnsValue")]
    public sealed class ReturnsValue
    {
        [WorkflowRun]
        public Task<Echo> RunAsync(object? input = null) => Task.FromResult(new Echo(input));
    }

    public sealed record Echo(
        [property: JsonPropertyName("echoed")]
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        object? Echoed);
}
