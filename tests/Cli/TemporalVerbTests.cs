using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Cairn.Tests.Compatibility;

namespace Cairn.Tests.Cli;

/// <summary>
/// Every verb and every flag of Temporal's command line (temporal-verbs.tsv, from its version 1.32) is there, or says
/// what Cairn does not have. docs/command-line.md has the table; with CAIRN_REWRITE_TRANSCRIPTS=1 it is written anew.
/// </summary>
public sealed partial class TemporalVerbTests
{
    private const string Heading = "| Verb | |\n| --- | --- |\n";
    private const string Lacks = "cairn does not have ";

    private static readonly string s_page = Path.Combine(Checkout.Root, "docs", "command-line.md");

    private static readonly ParallelOptions Few = new() { MaxDegreeOfParallelism = 2 };

    [Fact]
    public async Task Every_verb_and_flag_works_or_says_what_is_missing()
    {
        var wrong = new ConcurrentBag<string>();
        var found = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(Verbs(), Few, async (verb, _) =>
        {
            found[verb.Name] = await LookAsync(verb.Name, verb.Flags, wrong);
        });
        if (!wrong.IsEmpty)
        {
            Assert.Fail(string.Join('\n', wrong.Order()));
        }

        var table = string.Join('\n', found.OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => $"| `{each.Key}` | {each.Value} |"));
        var page = await File.ReadAllTextAsync(s_page, TestContext.Current.CancellationToken);
        var before = page[..(page.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length)];
        var after = table + '\n';
        if (Environment.GetEnvironmentVariable("CAIRN_REWRITE_TRANSCRIPTS") == "1")
        {
            await File.WriteAllTextAsync(s_page, before + after, TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(before + after, page);
    }

    private static async Task<string> LookAsync(string verb, string[] flags, ConcurrentBag<string> wrong)
    {
        var cairn = new Terminal();
        var (code, help, _) = await cairn.AllAsync($"{verb} --help");
        if (code != 0 || !UsageOf(help).StartsWith($"cairn {verb} ", StringComparison.Ordinal))
        {
            var (_, _, errors) = await cairn.AllAsync(verb);
            if (!errors.StartsWith($"Error: {Lacks}", StringComparison.Ordinal))
            {
                wrong.Add($"{verb}: {errors}");
            }

            return "does not have " + Reason(errors);
        }

        var missing = new List<string>();
        foreach (var flag in flags.Where(flag => !Regex.IsMatch(help, $@"{flag}(?![-\w])")))
        {
            var (_, _, errors) = await cairn.AllAsync($"{verb} {flag}");
            if (!errors.StartsWith($"Error: {flag}: {Lacks}", StringComparison.Ordinal))
            {
                wrong.Add($"{verb} {flag}: {errors}");
            }

            missing.Add($"`{flag}`");
        }

        return missing.Count == 0 ? "works" : $"works, without {string.Join(", ", missing)}";
    }

    private static string UsageOf(string help) => Usage().Match(help).Groups[1].Value.TrimEnd() + " ";

    private static string Reason(string errors) =>
        errors.Split(Lacks) is [_, var reason] ? reason.Split(". See ")[0] : errors;

    private static IEnumerable<(string Name, string[] Flags)> Verbs()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "temporal-verbs.tsv"))
            .Select(line => line.Split('\t'))
            .ToDictionary(row => row[0], row => row[1].Split(' '));
        return rows
            .Where(row => !row.Key.StartsWith('@'))
            .Select(row => (row.Key, row.Value.SelectMany(
                flag => flag.StartsWith('@') ? rows[flag] : [flag]).ToArray()));
    }

    [GeneratedRegex(@"Usage:\s+(cairn[^\[<\n]*)")]
    private static partial Regex Usage();
}
