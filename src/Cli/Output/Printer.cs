using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Cli.Connection;
using Google.Protobuf;
using Spectre.Console;

namespace Cairn.Cli.Output;

/// <summary>
/// Writes results. On a terminal text has colours and fits its width; into a pipe it has neither, so that scripts can
/// cut it into columns. JSON is that of the protocol.
/// </summary>
internal sealed class Printer
{
    private readonly bool shorthand;
    private readonly bool isTerminal;
    private readonly IAnsiConsole console;
    private bool isListOpen;

    private Printer(OutputFormat format, TimeFormat times, Colors colors, bool shorthand)
    {
        (Format, Times, this.shorthand) = (format, new(times, TimeProvider.System), shorthand);
        isTerminal = colors switch
        {
            Colors.Always => true,
            Colors.Never => false,
            _ => !Console.IsOutputRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
        console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Console.Out),
        });
    }

    /// <summary>The form that was asked for.</summary>
    public OutputFormat Format { get; }

    /// <summary>Whether results are for people.</summary>
    public bool IsText => Format == OutputFormat.Text;

    /// <summary>Writes times.</summary>
    public Times Times { get; }

    /// <summary>The printer that the options ask for.</summary>
    public static Printer Of(ParseResult parsed) => new(
        parsed.GetValue(CommonOptions.Output),
        parsed.GetValue(CommonOptions.Times),
        parsed.GetValue(CommonOptions.Color),
        !parsed.GetValue(CommonOptions.NoShorthand));

    /// <summary>Writes a line for people.</summary>
    public void Line(string text = "")
    {
        if (IsText)
        {
            Console.Out.WriteLine(Plain.Text(text));
        }
    }

    /// <summary>Writes a message of the protocol, unless results are for people.</summary>
    /// <returns>Whether it was written, so that the caller need not write text.</returns>
    public bool Json(IMessage message, bool? withShorthand = null) =>
        Json(() => ProtoJson.Node(message, withShorthand ?? shorthand));

    /// <summary>Writes a document, unless results are for people.</summary>
    /// <returns>Whether it was written, so that the caller need not write text.</returns>
    public bool Json(Func<JsonNode?> document)
    {
        if (Format is OutputFormat.Json or OutputFormat.JsonLines)
        {
            Console.Out.WriteLine(ProtoJson.Write(document(), indented: Format == OutputFormat.Json));
        }

        return !IsText;
    }

    /// <summary>Begins a list of messages; <see cref="Item"/> writes each as it comes.</summary>
    public void BeginList()
    {
        if (Format == OutputFormat.Json)
        {
            Console.Out.Write('[');
        }
    }

    /// <summary>Writes an item of a list, unless results are for people.</summary>
    public void Item(IMessage message)
    {
        switch (Format)
        {
            case OutputFormat.Json:
                Console.Out.WriteLine(isListOpen ? "," : string.Empty);
                Console.Out.Write(ProtoJson.Write(ProtoJson.Node(message, shorthand), indented: true));
                isListOpen = true;
                break;
            case OutputFormat.JsonLines:
                Console.Out.WriteLine(ProtoJson.Write(ProtoJson.Node(message, shorthand), indented: false));
                break;
        }
    }

    /// <summary>Ends a list of messages.</summary>
    public void EndList()
    {
        if (Format == OutputFormat.Json)
        {
            Console.Out.WriteLine(isListOpen ? "\n]" : "]");
        }
    }

    /// <summary>Writes a table for people.</summary>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (!IsText)
        {
            return;
        }

        if (!isTerminal)
        {
            PlainTable.Write(Console.Out, columns, rows);
            return;
        }

        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(Color.Grey, decoration: Decoration.Bold)))
            {
                Padding = new(0, 0, 2, 0),
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Plain.Line(cell), StyleOf(cell))));
        }

        console.Write(table);
    }

    /// <summary>Writes names and values for people; entries without a value are left out.</summary>
    public void Card(string title, IEnumerable<(string Name, string? Value)> entries)
    {
        if (!IsText)
        {
            return;
        }

        var rows = entries.Where(entry => !string.IsNullOrEmpty(entry.Value)).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        var width = rows.Max(row => row.Name.Length);
        console.WriteLine(title, new Style(decoration: Decoration.Bold));
        foreach (var (name, value) in rows)
        {
            console.Write($"  {name.PadRight(width)}  ", new Style(Color.Grey));
            var indent = "\n" + new string(' ', width + 4);
            console.WriteLine(Plain.Text(value!).ReplaceLineEndings(indent), StyleOf(value!));
        }

        console.WriteLine();
    }

    /// <summary>
    /// Shows lines that change until a task has ended: in place on a terminal; into a pipe once, at the end.
    /// </summary>
    /// <param name="read">The lines of now, with the word of their state.</param>
    /// <param name="every">How often they are read.</param>
    /// <param name="end">The task.</param>
    public async Task LiveAsync(Func<IReadOnlyList<(string Text, string State)>> read, TimeSpan every, Task end)
    {
        if (!IsText || !isTerminal)
        {
            await end;
            foreach (var (text, _) in IsText ? read() : [])
            {
                Console.Out.WriteLine(text);
            }

            return;
        }

        await console.Live(new Text(string.Empty)).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            while (!end.IsCompleted)
            {
                live.UpdateTarget(Rows());
                await Task.WhenAny(end, Task.Delay(every));
            }

            live.UpdateTarget(Rows());
        });
        await end;

        Rows Rows() => new(read().Select(line => new Text(line.Text, StyleOf(line.State))));
    }

    // Status words have colours, wherever they stand.
    private static Style StyleOf(string word) => word switch
    {
        "Running" => new(Color.Blue),
        "Completed" or "ContinuedAsNew" => new(Color.Green),
        "Failed" or "TimedOut" => new(Color.Red),
        "Canceled" or "Terminated" or "Paused" => new(Color.Yellow),
        _ => Style.Plain,
    };
}
