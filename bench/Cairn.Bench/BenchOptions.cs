using System.Globalization;

namespace Cairn.Bench;

/// <summary>What the command line says.</summary>
/// <param name="Workload">w1 to w5.</param>
/// <param name="Concurrency">Callers at once; of w5, how many workflows sleep.</param>
/// <param name="Seconds">How long is measured; of w5, over how long the wake-ups are spread.</param>
/// <param name="Json">Whether the last line is one JSON object.</param>
/// <param name="Data">The folder of the database; null for a temporary one that is removed.</param>
internal sealed record BenchOptions(string Workload, int Concurrency, int Seconds, bool Json, string? Data)
{
    public const string Usage =
        "usage: Cairn.Bench --workload w1|w2|w3|w4|w5 [--concurrency N] [--seconds N] [--data DIR] [--json]";

    /// <exception cref="ArgumentException">It says something else than <see cref="Usage"/>.</exception>
    public static BenchOptions Read(IReadOnlyList<string> args)
    {
        var read = new BenchOptions("", Concurrency: 64, Seconds: 6, Json: false, Data: null);
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--json")
            {
                read = read with { Json = true };
                continue;
            }

            var value = i + 1 < args.Count ? args[i + 1] : throw new ArgumentException($"{args[i]} has no value");
            read = args[i++] switch
            {
                "--workload" => read with { Workload = value },
                "--concurrency" => read with { Concurrency = Number(value) },
                "--seconds" => read with { Seconds = Number(value) },
                "--data" => read with { Data = value },
                var other => throw new ArgumentException($"{other} is not known"),
            };
        }

        return read.Workload is "w1" or "w2" or "w3" or "w4" or "w5"
            ? read
            : throw new ArgumentException("--workload is one of w1, w2, w3, w4, w5");
    }

    private static int Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{value} is not a positive number");
}
