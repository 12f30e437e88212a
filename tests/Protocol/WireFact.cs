namespace Cairn.Tests.Protocol;

/// <summary>One fact of the wire, as a row of wire-facts.tsv has it.</summary>
/// <param name="Kind">message, field, oneof, enum or rpc.</param>
/// <param name="Owner">The full name of the message, enum or service.</param>
/// <param name="Name">The field, oneof, value or method; empty for a message.</param>
/// <param name="Number">Of a field or value, else empty.</param>
/// <param name="Type">Of a field; the member of a oneof; the request of a method.</param>
/// <param name="Label">single, repeated or map of a field; the response of a method.</param>
internal sealed record WireFact(string Kind, string Owner, string Name, string Number, string Type, string Label)
{
    /// <summary>What two facts share that speak of the same thing. The rows of a oneof differ by member only.</summary>
    public string Subject =>
        Kind == "oneof" ? $"oneof {Owner}.{Name} with {Type}" : $"{Kind} {Owner}.{Name}".TrimEnd('.');

    /// <summary>What is said of the subject.</summary>
    public string Statement => string.Join(' ', new[] { Number, Type, Label }.Where(part => part.Length > 0));

    /// <summary>Reads a row of the table.</summary>
    public static WireFact Parse(string row) =>
        row.Split('\t') is [var kind, var owner, var name, var number, var type, var label]
            ? new(kind, owner, name, number, type, label)
            : throw new FormatException($"A row of wire facts has six columns: {row}");
}
