using System.Globalization;

namespace Cairn.Tests.Faults.Shop;

/// <summary>What the engine told a customer.</summary>
/// <param name="Number">The order.</param>
/// <param name="What">What was asked.</param>
/// <param name="Text">The answer; <see cref="Before"/> if it was done by a call whose answer was lost.</param>
internal sealed record Answer(int Number, string What, string Text)
{
    public const string Ordered = "ordered";
    public const string Started = "started";
    public const string Paid = "paid";
    public const string Addressed = "addressed";
    public const string Ended = "ended";

    public const string Before = "before";

    public static Answer Parse(string line)
    {
        var words = line.Split(' ', 3);
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), words[1], words[2]);
    }

    public override string ToString() => $"{Number} {What} {Text}";
}
