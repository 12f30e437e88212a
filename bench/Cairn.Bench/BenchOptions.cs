using System.Globalization;

namespace Cairn.Bench;

/// <summary>What the command line says.</summary>
internal sealed record BenchOptions
{
    public const string Usage =
        "usage: Cairn.Bench --workload w1|w2|w3|w4|w5|fanout|calls|replay [--remote] [--concurrency N] [--seconds N]\n"
        + "                   [--warm-up N] [--children N] [--activities N] [--data DIR] [--json]";

    private static readonly string[] Workloads = ["w1", "w2", "w3", "w4", "w5", "fanout", "calls", "replay"];

    /// <summary>w1 to w5, fanout, calls, or replay.</summary>
    public string Workload { get; private init; } = "";

    /// <summary>Whether the server is a process of its own, reached over loopback.</summary>
    public bool Remote { get; private init; }

    /// <summary>Callers at once; of w5, how many workflows sleep.</summary>
    public int Concurrency { get; private init; } = 64;

    /// <summary>How long is measured; of w5, over how long the wake-ups are spread.</summary>
    public int Seconds { get; private init; } = 6;

    /// <summary>
    /// Of w1 to w4, how many seconds of the same load come first: that long the runtime compiles on two busy cores.
    /// </summary>
    public int WarmUp { get; private init; } = 10;

    /// <summary>Of fanout, how many children one workflow starts.</summary>
    public int Children { get; private init; } = 1_000;

    /// <summary>Of fanout, how many activities each child runs at once.</summary>
    public int Activities { get; private init; } = 100;

    /// <summary>The folder of the database; null for a temporary one that is removed.</summary>
    public string? Data { get; private init; }

    /// <summary>Whether the last line is one JSON object.</summary>
    public bool Json { get; private init; }

    /// <exception cref="ArgumentException">It says something else than <see cref="Usage"/>.</exception>
    public static BenchOptions Read(IReadOnlyList<string> args)
    {
        var read = new BenchOptions();
        for (var i = 0; i < args.Count; i++)
        {
            string Value() => ++i < args.Count ? args[i] : throw new ArgumentException($"{args[i - 1]} has no value");
            read = args[i] switch
            {
                "--json" => read with { Json = true },
                "--remote" => read with { Remote = true },
                "--workload" => read with { Workload = Value() },
                "--concurrency" => read with { Concurrency = Number(Value()) },
                "--seconds" => read with { Seconds = Number(Value()) },
                "--warm-up" => read with { WarmUp = Number(Value()) },
                "--children" => read with { Children = Number(Value()) },
                "--activities" => read with { Activities = Number(Value()) },
                "--data" => read with { Data = Value() },
                var other => throw new ArgumentException($"{other} is not known"),
            };
        }

        return Workloads.Contains(read.Workload)
            ? read
            : throw new ArgumentException($"--workload is one of {string.Join(", ", Workloads)}");
    }

    private static int Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{value} is not a positive number");
}
