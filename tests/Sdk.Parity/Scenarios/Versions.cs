using System.Security.Cryptography;
using System.Text;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Patches, memos, search attributes, details, random numbers.</summary>
internal static class Versions
{
    /// <summary>A search attribute of the server.</summary>
    public static readonly SearchAttributeKey<string> Colour = SearchAttributeKey.CreateKeyword("Colour");

    /// <summary>A search attribute of the server.</summary>
    public static readonly SearchAttributeKey<long> Size = SearchAttributeKey.CreateLong("Size");

    private static readonly SearchAttributeKey<double> Weight = SearchAttributeKey.CreateDouble("Weight");
    private static readonly SearchAttributeKey<bool> IsFragile = SearchAttributeKey.CreateBool("IsFragile");
    private static readonly SearchAttributeKey<string> Note = SearchAttributeKey.CreateText("Note");

    private static readonly SearchAttributeKey<DateTimeOffset> Shipped =
        SearchAttributeKey.CreateDateTimeOffset("Shipped");

    private static readonly SearchAttributeKey<IReadOnlyCollection<string>> Tags =
        SearchAttributeKey.CreateKeywordList("Tags");

    public static IEnumerable<Scenario> All =>
    [
        new("patches", play => play.RunAsync((Patches w) => w.RunAsync())),
        new("upserts", async play =>
        {
            var options = play.Options();
            options.Memo = new Dictionary<string, object> { ["kept"] = "yes", ["removed"] = 1 };
            options.TypedSearchAttributes = AllKinds();
            options.StaticSummary = "a summary";
            options.StaticDetails = "some details";
            options.Priority = new(1);
            options.TaskTimeout = TimeSpan.FromSeconds(30);
            var handle = await play.StartAsync((Upserts w) => w.RunAsync(), options);
            await play.EndAsync(handle);
            var description = await handle.DescribeAsync();
            play.Facts.Add($"{description.Status} {description.WorkflowType} {description.HistoryLength} "
                + $"{await description.GetStaticSummaryAsync()} {await description.GetStaticDetailsAsync()} "
                + $"{string.Join(' ', description.Memo.Keys.Order())} {Show(description.TypedSearchAttributes)}");
        }),
        new("random", play => play.RunAsync((Randoms w) => w.RunAsync())),
        new("workflow-info", play => play.RunAsync((WorkflowInfos w) => w.RunAsync())),
    ];

    private static SearchAttributeCollection AllKinds() => new SearchAttributeCollection.Builder()
        .Set(Colour, "red")
        .Set(Size, -3)
        .Set(Weight, 1.5)
        .Set(IsFragile, true)
        .Set(Shipped, new(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2)))
        .Set(Note, "a long text")
        .Set(Tags, ["one", "two"])
        .ToSearchAttributeCollection();

    private static string Show(SearchAttributeCollection attributes) => string.Join(
        ' ', new object?[]
        {
            attributes.TryGetValue(Colour, out var colour) ? colour : null,
            attributes.TryGetValue(Size, out var size) ? size : null,
            attributes.TryGetValue(Weight, out var weight) ? weight : null,
            attributes.TryGetValue(IsFragile, out var isFragile) ? isFragile : null,
            attributes.TryGetValue(Shipped, out var shipped) ? shipped.ToString("O") : null,
            attributes.TryGetValue(Note, out var note) ? note : null,
            attributes.TryGetValue(Tags, out var tags) ? string.Join('+', tags) : null,
        });

    [Workflow]
    public sealed class Patches
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var first = Workflow.Patched("first");
            var again = Workflow.Patched("first");
            Workflow.DeprecatePatch("second");
            await Workflow.DelayAsync(1);
            var late = Workflow.Patched("third") && Workflow.Patched("first");
            await Workflow.DelayAsync(1);
            return $"{first} {again} {late}";
        }
    }

    [Workflow]
    public sealed class Upserts
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            Workflow.UpsertMemo(
                MemoUpdate.ValueSet("added", new Order("box", 1, null)), MemoUpdate.ValueUnset("removed"));
            Workflow.UpsertTypedSearchAttributes(
                Colour.ValueSet("blue"), Size.ValueUnset(), Tags.ValueSet(["three"]), Weight.ValueSet(0.25));
            await Workflow.DelayAsync(1);
            Workflow.UpsertTypedSearchAttributes(
                Size.ValueSet(4), IsFragile.ValueSet(false), Shipped.ValueSet(DateTimeOffset.UnixEpoch));
            return $"{string.Join(' ', Workflow.Memo.Keys.Order())} {Show(Workflow.TypedSearchAttributes)}";
        }
    }

    // The ids of the activities come from the random numbers, so that a replayer that draws others does not match.
    [Workflow]
    public sealed class Randoms
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var bytes = new byte[16];
            Workflow.Random.NextBytes(bytes);
            object[] drawn =
            [
                Workflow.NewGuid(), Workflow.Random.Next(), Workflow.Random.Next(3, 1000), Workflow.Random.NextDouble(),
                new Guid(bytes), Workflow.Random.NextInt64(), Workflow.Random.NextSingle(), Workflow.NewGuid(),
            ];
            var id = Workflow.NewGuid();
            await Workflow.ExecuteActivityAsync(() => Acts.Greet("Ada"), new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(30), ActivityId = $"{id}",
            });
            var numbers = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', drawn))).AsSpan(0, 16));
            await Workflow.ExecuteActivityAsync(() => Acts.Greet("Bob"), new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(30), ActivityId = $"{numbers}",
            });
            return "drawn";
        }
    }

    [Workflow]
    public sealed class WorkflowInfos
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var before = $"{Workflow.CurrentHistoryLength} {Workflow.ContinueAsNewSuggested} "
                + $"{Workflow.Unsafe.IsReplaying}";
            Workflow.CurrentDetails = "details of now";
            await Workflow.DelayAsync(1);
            var info = Workflow.Info;
            return string.Join(
                ", ",
                before,
                Workflow.CurrentHistoryLength,
                info.Attempt,
                info.ContinuedRunId,
                info.CronSchedule,
                info.ExecutionTimeout,
                info.FirstExecutionRunId == info.RunId,
                info.Headers?.Count,
                info.LastFailure,
                info.LastResult?.Count,
                info.Namespace,
                info.Parent,
                info.Root,
                info.Priority?.PriorityKey,
                info.RetryPolicy,
                info.RunTimeout,
                info.TaskQueue,
                info.TaskTimeout,
                info.WorkflowId,
                info.WorkflowType,
                Workflow.InWorkflow,
                Workflow.CurrentDetails);
        }
    }
}
