using System.Text;
using Google.Protobuf;

namespace Cairn.Tests.BadInput.Fuzz;

/// <summary>Chance from a seed, and the values that programs trip over.</summary>
/// <param name="seed">The same seed throws the same.</param>
/// <param name="words">What the world knows, by name.</param>
internal sealed class Dice(int seed, IReadOnlyDictionary<string, string> words)
{
    private static readonly long[] s_numbers =
    [
        0, 1, 2, 3, -1, 5, 99, 1000, 1001, int.MaxValue, int.MinValue, 1L << 31, 1L << 53, long.MaxValue, long.MinValue,
        315_576_000_000, -315_576_000_001, 3_153_600_001, 253_402_300_799, -62_135_596_801, 999_999_999, 1_000_000_000,
    ];

    private static readonly double[] s_reals =
        [0, 1, -1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon];

    private static readonly string[] s_texts =
    [
        "", "open", "idle", "busy", "working", "failing", "crowded", "closed", "completed", "delayed", "new",
        "schedule", "default", "elsewhere", "nope", "poll", "1", "2", "nobody", "\0", "a\0b", "'", "\"", "%", "\\",
        "ž", "\U0001F600",
        "\u202E", "../..", "${x}", "{0}", "null", "not-a-uuid", "00000000-0000-0000-0000-000000000000", "json/plain",
        "binary/null", "__temporal_x", "__stack_trace", "temporal-sys-per-ns-tq", "/_sys/x", "Type", "query", "update",
        "* * * * *", "0 0 31 2 *", "@every 1s", "@every -1s", "@every 99999999999999h", "CRON_TZ=Mars/X * * * * *",
        "*/0 * * * *", "1-99999999999 * * * *", "0 0 29 2 1/7 2400", "WorkflowId = 'open'", "NOT NOT NOT", "((((((((",
        "StartTime > '2030-01-01T00:00:00Z' ORDER BY CustomIntField DESC",
        "CustomIntField IN (1, 2, 99999999999999999999)",
        "GROUP BY ExecutionStatus", "CustomKeywordField STARTS_WITH 'x\0'", "CustomIntField BETWEEN 9 AND 1e400",
        "ExecutionDuration > '1h' AND CloseTime IS NOT NULL", "`WorkflowType` = 1 OR `RunId` = ''", "Europe/Berlin",
    ];

    private static readonly string[] s_json =
        ["\"x\"", "[]", "{}", "null", "true", "1", "1e999", "[[[[", "\"2030-01-01T00:00:00Z\"", "[1,2]", "[null]"];

    private readonly Random random = new(seed);
    private readonly string[] known = [.. words.Values];

    /// <summary>A number from 0 up to another, without that one.</summary>
    public int Below(int count) => random.Next(count);

    /// <summary>True once in so many throws.</summary>
    public bool OneIn(int count) => random.Next(count) == 0;

    /// <summary>One of a few.</summary>
    public T Of<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    /// <summary>A whole number.</summary>
    public long Number() => OneIn(4) ? random.NextInt64(long.MinValue, long.MaxValue) : Of(s_numbers);

    /// <summary>A number with a fraction.</summary>
    public double Real() => OneIn(4) ? random.NextDouble() * 1e6 : Of(s_reals);

    /// <summary>A text.</summary>
    public string Text() => random.Next(24) switch
    {
        0 => new string('x', 1001),
        1 => new string('ž', random.Next(2_000)),
        2 when OneIn(30) => new string('y', 3_000_000),
        3 => Of(known),
        4 => string.Concat(Enumerable.Repeat(Of(["(", "NOT ", "[", "1,", "a.b."]), random.Next(3_000))),
        5 => new Guid(Random(16)).ToString(),
        6 => Encoding.UTF8.GetString(Random(random.Next(40))),
        _ => Of(s_texts),
    };

    /// <summary>Bytes: tokens of the world, whole and broken, and others.</summary>
    public ByteString Bytes() => random.Next(10) switch
    {
        0 => ByteString.Empty,
        1 => ByteString.CopyFrom(Random(random.Next(200))),
        2 => ByteString.CopyFromUtf8(Text()),
        3 => ByteString.CopyFromUtf8(Of(s_json)),
        4 when OneIn(20) => ByteString.CopyFrom(new byte[2_200_000]),
        < 8 when Token() is { } token => ByteString.CopyFrom(OneIn(2) ? token : ByteMutator.Break(this, token)),
        _ => ByteString.CopyFrom(ByteMutator.Break(this, Random(1 + random.Next(60)))),
    };

    /// <summary>So many bytes of chance.</summary>
    public byte[] Random(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[]? Token()
    {
        var bytes = new byte[4_000];
        return Convert.TryFromBase64String(Of(known), bytes, out var count) ? bytes[..count] : null;
    }
}
