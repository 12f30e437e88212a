namespace Cairn.Tests.Faults.Shop;

/// <summary>What a shop leaves in its folder.</summary>
/// <param name="Data">The folder.</param>
internal sealed record ShopFiles(string Data)
{
    /// <summary>The database of the engine.</summary>
    public string Database => Path.Combine(Data, "cairn.db");

    /// <summary>One line for each attempt of an activity: workflow id/activity/attempt.</summary>
    public LineFile Ledger { get; } = new(Path.Combine(Data, "ledger.txt"));

    /// <summary>One line for each answer that a customer got: number, what was asked, answer.</summary>
    public LineFile Answers { get; } = new(Path.Combine(Data, "answers.txt"));
}
