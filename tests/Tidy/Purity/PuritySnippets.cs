namespace Cairn.Tests.Tidy.Purity;

/// <summary>For every line of the ban, code that must not compile in a pure room; and code that must.</summary>
internal static class PuritySnippets
{
    /// <summary>Members by the banned symbol that they use, named as eng/BannedSymbols.Pure.txt names it.</summary>
    public static IReadOnlyDictionary<string, string> Bad { get; } = new Dictionary<string, string>
    {
        ["P:System.DateTime.Now"] = "object M() => DateTime.Now;",
        ["P:System.DateTime.UtcNow"] = "object M() => DateTime.UtcNow;",
        ["P:System.DateTime.Today"] = "object M() => DateTime.Today;",
        ["P:System.DateTimeOffset.Now"] = "object M() => DateTimeOffset.Now;",
        ["P:System.DateTimeOffset.UtcNow"] = "object M() => DateTimeOffset.UtcNow;",
        ["T:System.TimeProvider"] = "object M() => TimeProvider.System.GetUtcNow();",
        ["T:System.Diagnostics.Stopwatch"] = "object M() => System.Diagnostics.Stopwatch.GetTimestamp();",
        ["M:System.Guid.NewGuid"] = "object M() => Guid.NewGuid();",
        ["M:System.Guid.CreateVersion7"] = "object M() => Guid.CreateVersion7();",
        ["M:System.Guid.CreateVersion7(System.DateTimeOffset)"] =
            "object M() => Guid.CreateVersion7(DateTimeOffset.UnixEpoch);",
        ["T:System.Random"] = "object M() => Random.Shared.Next();",
        ["T:System.Security.Cryptography.RandomNumberGenerator"] =
            "object M() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(6);",
        ["N:System.Threading.Tasks"] = "async ValueTask M() => await Task.Yield();",
        ["N:System.Threading"] = "void M() => Interlocked.MemoryBarrier();",
        ["N:System.IO"] = "object M() => File.Exists(\"x\");",
        ["N:System.Net"] = "object M() => new HttpClient();",
        ["T:System.Console"] = "void M() => Console.WriteLine();",
        ["T:System.Diagnostics.Process"] = "object M() => System.Diagnostics.Process.GetCurrentProcess();",
        ["T:System.Environment"] = "object M() => Environment.MachineName;",
        ["P:System.TimeZoneInfo.Local"] = "object M() => TimeZoneInfo.Local;",
    };

    /// <summary>What a pure room is made of: values, collections, iterators, time that arrives as an input.</summary>
    public const string Clean = """
        namespace Cairn.Pure;

        internal sealed record Clean(DateTimeOffset Now, ImmutableList<int> Numbers, Dictionary<Guid, string> Names)
        {
            public IEnumerable<int> Evens()
            {
                foreach (var number in Numbers.Where(number => number % 2 == 0))
                {
                    yield return number;
                }
            }

            public string Later(TimeSpan wait) => (Now + wait).ToString("O", CultureInfo.InvariantCulture);

            public Guid First(byte[] bytes) => Names.Keys.OrderBy(key => key).FirstOrDefault(new Guid(bytes));
        }
        """;
}
