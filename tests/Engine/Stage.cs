using System.Globalization;
using Cairn.Api.Enums.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Visibility;

namespace Cairn.Tests.Engine;

/// <summary>
/// What a transcript is played on: a virtual clock, runs, and the messages between them. It does with a decision what
/// the shell does, and checks after every input what must always be true.
/// </summary>
internal sealed class Stage
{
    /// <summary>When every story begins.</summary>
    public static readonly DateTimeOffset Beginning = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The search attributes that a story may use: one of each type, and those of the system.</summary>
    public static readonly SearchAttributeTypes SearchAttributes = new(
        "default",
        new Dictionary<string, IndexedValueType>
        {
            ["Keyword"] = IndexedValueType.Keyword,
            ["Keywords"] = IndexedValueType.KeywordList,
            ["Text"] = IndexedValueType.Text,
            ["Int"] = IndexedValueType.Int,
            ["Double"] = IndexedValueType.Double,
            ["Bool"] = IndexedValueType.Bool,
            ["Datetime"] = IndexedValueType.Datetime,
        });

    private const int Shown = 20;

    private readonly List<string> output = [];

    /// <summary>The virtual time.</summary>
    public DateTimeOffset Now { get; set; } = Beginning;

    /// <summary>Every run, oldest first.</summary>
    public List<Run> Runs { get; } = [];

    /// <summary>Messages between runs that nobody has brought yet, oldest first.</summary>
    public List<(Run Sender, Message Message)> Mail { get; } = [];

    /// <summary>How many polls there were, which gives each its id.</summary>
    public int Polls { get; set; }

    /// <summary>What kinds of things happened so far.</summary>
    public Coverage Coverage { get; } = new();

    /// <summary>
    /// The run that an input is about: the newest, or the one it names by its place, <c>run-1</c>.
    /// </summary>
    public Run RunOf(InputLine input) => input.Get("run") is { Length: > 0 } id
        ? Runs[int.Parse(id["run-".Length..], CultureInfo.InvariantCulture) - 1]
        : Runs[^1];

    /// <summary>
    /// The newest run of a workflow id, or one run of it; null if there is none, or if it is deleted.
    /// </summary>
    public Run? Find(string workflowId, string runId = "") => Runs.LastOrDefault(run =>
        run.State.Key.WorkflowId.Value == workflowId
        && !run.State.IsDeleted
        && (runId.Length == 0 || run.State.Key.RunId.Value == runId));

    /// <summary>
    /// Plays one input and checks what must always be true; tells what came out, of one that is repeated what came out
    /// last, of very much the beginning and the end.
    /// </summary>
    public IReadOnlyList<string> Play(InputLine input)
    {
        for (var i = 0; i < input.Times; i++)
        {
            output.Clear();
            Inputs.Do(this, input);
        }

        foreach (var run in Runs)
        {
            run.Check();
        }

        return output.Count <= 2 * Shown
            ? [.. output]
            : [.. output[..Shown], $"... and so on, {output.Count - (2 * Shown)} lines ...", .. output[^Shown..]];
    }

    /// <summary>Says something in the transcript.</summary>
    public void Say(string line) => output.Add(line);

    /// <summary>Says why a request was not taken.</summary>
    public void Say(Refusal refusal)
    {
        var detail = refusal.Detail is { } message ? $"{message.Descriptor.Name} {WireText.Fields(message)}" : "";
        Say($"refused {refusal.Code}: {refusal.Message}{(detail.Length > 0 ? $" ({detail.TrimEnd()})" : "")}");
    }

    /// <summary>Makes a decision on a run real, as the shell does: limits, records, effects.</summary>
    public void Commit(Run run, Turn turn)
    {
        HistoryLimits.Enforce(turn);
        run.Append(turn);
        Coverage.Add(turn);
        output.AddRange(turn.Records.Select(RecordText.Of));
        output.AddRange(turn.Effects.Select(RecordText.Of));
        Mail.AddRange(turn.Effects.OfType<Effect.Deliver>().Select(effect => (run, effect.Message)));
        if (turn.Records.Count > 0 && DeleteWorkflow.IsOver(run.State))
        {
            Say("gone");
        }

        if (turn.Successor is { } successor)
        {
            Runs.Add(new Run(Coverage));
            Commit(Runs[^1], successor);
        }
    }

    /// <summary>Decides on a run and commits; says nothing more than the records, the effects and a refusal.</summary>
    public void Decide(Run run, Func<Turn, Refusal?> decide)
    {
        var turn = new Turn(run.State, Now);
        var refusal = decide(turn);
        Commit(run, turn);
        if (refusal is not null)
        {
            Say(refusal);
        }
    }
}
