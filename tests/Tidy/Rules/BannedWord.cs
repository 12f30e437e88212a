namespace Cairn.Tests.Tidy.Rules;

/// <summary>Text that may not stand in a source file, and what to do instead.</summary>
/// <param name="Text">The text, looked for in this case.</param>
/// <param name="Instead">What to do instead.</param>
/// <param name="Under">The folder in which it is banned; null means everywhere.</param>
internal sealed record BannedWord(string Text, string Instead, string? Under = null)
{
    /// <summary>Every banned word.</summary>
    public static IReadOnlyList<BannedWord> All { get; } =
    [
        new("TODO", "do it, or write an issue"),
        new("FIXME", "fix it, or write an issue"),
        new("HACK", "say in a comment why it must be so"),
        new("NotImplementedException", "leave the member out until it does something"),
        new("#pragma warning", "change the code, or set the rule in .editorconfig for everyone"),
        new("#region", "split the file"),
        new("(Skip =", "make the test pass, or delete it"),
        new("Thread.Sleep", "wait for the event itself, or use an injected TimeProvider"),
        new(".ConfigureAwait(false)", "stay on the injected scheduler: a plain await", "src/Runtime"),
        new("DateTime.UtcNow", "the injected TimeProvider", "src/Runtime"),
        new("DateTimeOffset.UtcNow", "the injected TimeProvider", "src/Runtime"),
        new("Random.Shared", "the injected Random", "src/Runtime"),
        new("Guid.NewGuid", "the injected source of ids", "src/Runtime"),
        new("Task.Run", "the injected TaskScheduler", "src/Runtime"),
    ];

    /// <summary>Reports every line of the file that has the text.</summary>
    public IEnumerable<string> Check(SourceFile file) => Under is not null && !file.IsUnder(Under) ? [] : file.Lines
        .Select((line, index) => (Text: line, Number: index + 1))
        .Where(line => line.Text.Contains(Text, StringComparison.Ordinal))
        .Select(line => $"{file.Path}:{line.Number}: \"{Text}\" is banned: {Instead}");
}
