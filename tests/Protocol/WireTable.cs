namespace Cairn.Tests.Protocol;

/// <summary>The committed table of the wire's facts, which eng/wire-facts.mjs makes.</summary>
internal sealed class WireTable(IEnumerable<WireFact> facts)
{
    private readonly Dictionary<string, WireFact> _bySubject = facts.ToDictionary(fact => fact.Subject);

    /// <summary>The table as it is embedded in this assembly.</summary>
    public static WireTable Committed { get; } = new(ReadRows().Select(WireFact.Parse));

    /// <summary>The number of facts in the table.</summary>
    public int Count => _bySubject.Count;

    /// <summary>Where the given facts and the table disagree: subject, what was expected, what was found.</summary>
    public IEnumerable<string> Differences(IEnumerable<WireFact> found)
    {
        foreach (var fact in found)
        {
            if (!_bySubject.TryGetValue(fact.Subject, out var expected))
            {
                yield return $"{fact.Subject}: expected nothing of that name, found {fact.Statement}";
            }
            else if (expected != fact)
            {
                yield return $"{fact.Subject}: expected {expected.Statement}, found {fact.Statement}";
            }
        }
    }

    private static IEnumerable<string> ReadRows()
    {
        using var reader = new StreamReader(typeof(WireTable).Assembly.GetManifestResourceStream("wire-facts.tsv")!);
        while (reader.ReadLine() is { } row)
        {
            yield return row;
        }
    }
}
