using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Checks;

/// <summary><c>cairn doctor</c>.</summary>
internal static class Doctor
{
    private static readonly Option<string> Database = Texts.Optional(
        "--db-filename", "FILE", "The database of a server on this machine. Default: cairn.db, if it is there.", "-f");

    public static Command Command() => Verb.Of(
        "doctor",
        "Looks at settings, server, clock, workers and database, and says what is wrong. Exits with 1 if something is.",
        [Database],
        RunAsync);

    private static async Task<int> RunAsync(Invocation call)
    {
        var findings = new List<Finding>();
        findings.AddRange(ConfigurationCheck.Run(call));
        if (await ServerCheck.RunAsync(call, findings))
        {
            findings.AddRange(await WorkersCheck.RunAsync(call));
        }

        findings.AddRange(DatabaseCheck.Run(call.Has(Database) ? call.Text(Database) : null));
        if (!call.Print.Json(() => new JsonArray([.. findings.Select(Json)])))
        {
            var width = findings.Max(finding => finding.Topic.Length);
            foreach (var finding in findings)
            {
                call.Print.Line($"{Sign(finding.Verdict)} {finding.Topic.PadRight(width)}  {finding.Text}");
            }
        }

        return findings.Any(finding => finding.Verdict == Verdict.Bad) ? 1 : 0;
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Good => "✓",
        Verdict.Odd => "!",
        _ => "✗",
    };

    private static JsonObject Json(Finding finding) => new()
    {
        ["topic"] = finding.Topic,
        ["verdict"] = $"{finding.Verdict}",
        ["text"] = finding.Text,
    };
}
