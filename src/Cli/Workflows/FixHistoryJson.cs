using System.CommandLine;
using System.Text.Json;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Cairn.Common;
using Google.Protobuf;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow fix-history-json</c>.</summary>
internal static class FixHistoryJson
{
    private static readonly Option<string> Source =
        Texts.Required("--source", "FILE", "The history to read.", "-s");

    private static readonly Option<string> Target =
        Texts.Optional("--target", "FILE", "Where to write it. Default: standard output.", "-t");

    public static Command Command() => Verb.Of(
        "fix-history-json",
        "Rewrites the event history of an older version, in JSON, in the form that SDKs replay today.",
        [Source, Target],
        RunAsync);

    private static async Task RunAsync(Invocation call)
    {
        var text = Read(call.Text(Source)).ToJson();
        if (call.Has(Target))
        {
            await File.WriteAllTextAsync(call.Text(Target), text, call.Token);
        }
        else
        {
            Console.Out.WriteLine(text);
        }
    }

    private static WorkflowHistory Read(string file)
    {
        try
        {
            return WorkflowHistory.FromJson(workflowId: file, File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new CommandException($"{file} is no event history: {wrong.Message}");
        }
    }
}
